// Stories mostly wait for a page, so two share the machine well; what is measured runs alone, see Measured.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
