// Several browsers at once would only show how many processors the machine has, and what is measured here is how late a
// picture comes.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
