// Whole clusters: two at once would only show how many processors the machine has.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
