namespace UpperBack.Live.Tests;

/// <summary>A server with narrow limits.</summary>
public sealed class NarrowFixture : IAsyncLifetime
{
    public const int ConnectionsPerAddress = 20;
    public const int JoinsPerMinute = 12;
    public const int CallsPerSecond = 5;

    public LiveFixture Live { get; } =
        new()
        {
            Settings =
            [
                "--Live:ConnectionsPerMember",
                "2",
                "--Live:ConnectionsPerAddress",
                $"{ConnectionsPerAddress}",
                "--Live:JoinsPerMinute",
                $"{JoinsPerMinute}",
                "--Live:CallsPerSecond",
                $"{CallsPerSecond}",
            ],
        };

    public Task InitializeAsync() => Live.InitializeAsync();

    public Task DisposeAsync() => Live.DisposeAsync();
}
