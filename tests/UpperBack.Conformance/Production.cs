using UpperBack.Testing.Servers;

namespace UpperBack.Conformance;

/// <summary>Tests of production providers share their servers, and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class Production : ICollectionFixture<Production.Fixture>
{
    public const string Name = "production servers";

    /// <summary>The servers.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public ProductionServers Servers { get; } = new();

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Servers.DisposeAsync();
    }
}
