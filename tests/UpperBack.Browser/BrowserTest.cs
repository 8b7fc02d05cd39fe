namespace UpperBack.Browser;

/// <summary>Tests in a browser: what one of them opened is closed before the next begins.</summary>
public abstract class BrowserTest(BrowserFixture fixture) : IAsyncLifetime
{
    /// <summary>The server, and pages of it.</summary>
    protected BrowserFixture Fixture => fixture;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => fixture.CloseAsync();
}

/// <summary>Tests that measure how late a picture comes: no other test of this process runs beside them, and they share
/// a server.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Measured : ICollectionFixture<BrowserFixture>
{
    public const string Name = "measured";
}
