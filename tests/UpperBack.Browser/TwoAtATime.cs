// Stories mostly wait for a page, so two share the machine well; what is measured runs one after the other, see
// Measured.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
