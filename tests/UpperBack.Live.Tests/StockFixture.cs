namespace UpperBack.Live.Tests;

/// <summary>A server that lets SignalR write to every connection. What the hub promises holds in both ways.</summary>
public sealed class StockFixture : LiveFixture
{
    public StockFixture() => Settings = ["--Live:FanOut", "stock"];
}
