namespace UpperBack.Streaming.Tests;

/// <summary>Test classes of one collection share one server.</summary>
[CollectionDefinition(Name)]
public sealed class IngestCollection : ICollectionFixture<StreamingFixture>
{
    public const string Name = "ingest";
}

[CollectionDefinition(Name)]
public sealed class OriginCollection : ICollectionFixture<StreamingFixture>
{
    public const string Name = "origin";
}

[CollectionDefinition(Name)]
public sealed class HealthCollection : ICollectionFixture<StreamingFixture>
{
    public const string Name = "health";
}

[CollectionDefinition(Name)]
public sealed class RecordingsCollection : ICollectionFixture<StreamingFixture>
{
    public const string Name = "recordings";
}
