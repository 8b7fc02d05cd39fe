using UpperBack.Streaming.Rtmp;

namespace UpperBack.Streaming.Tests.Rtmp;

public sealed class PendingConnectionsTests
{
    [Fact]
    public void TheOldestOfAnAddressMakesRoomFirst()
    {
        var pending = new PendingConnections(4, 2);
        var (one, two) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1"));
        var first = pending.Add(one);
        var second = pending.Add(two);
        var third = pending.Add(IPAddress.Parse("::ffff:192.0.2.1"));
        Assert.False(first.Evicted.IsCancellationRequested);
        var fourth = pending.Add(one);
        Assert.True(first.Evicted.IsCancellationRequested);
        pending.Add(IPAddress.Parse("2001:db8::ffff"));
        pending.Add(IPAddress.Parse("2001:db8:0:1::1"));
        Assert.True(second.Evicted.IsCancellationRequested);
        Assert.False(third.Evicted.IsCancellationRequested);
        Assert.Equal(4, pending.Count);
        fourth.Leave();
        fourth.Leave();
        Assert.Equal(3, pending.Count);
        Assert.False(fourth.Evicted.IsCancellationRequested);
    }

    [Fact]
    public void WhoComesFromAfarKeepsTheirPlaceWhileOthersOpenConnectionsWithoutAPause()
    {
        var pending = new PendingConnections(8, 3);
        var encoder = pending.Add(IPAddress.Parse("192.0.2.1"));
        for (var i = 0; i < 200; i++)
            pending.Add(IPAddress.Parse($"198.51.100.{i % 5}"));
        Assert.False(encoder.Evicted.IsCancellationRequested);
        Assert.Equal(8, pending.Count);
    }
}
