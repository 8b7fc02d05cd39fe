// The compiled code that the rules look at is read as they look, from one reader, which is nobody's to share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
