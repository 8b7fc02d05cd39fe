using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Streams;

/// <summary>The rules of one encoder session.</summary>
public sealed class EncoderSessionTests
{
    [Fact]
    public void ABitrateIsCountedOverFiveSeconds()
    {
        var limit = new BitrateLimit(8);
        for (var second = 0; second < 60; second++)
            Assert.True(limit.Allows(second * 1000, 1_000_000));
        Assert.False(limit.Allows(59_900, 1_000_000));
        Assert.True(limit.Allows(70_000, 5_000_000));
        Assert.False(limit.Allows(70_001, 1));
        Assert.True(limit.Allows(75_000, 1));
    }

    [Fact]
    public void TheNewestAnchorCountsAndArrivalOnlyWithoutAny()
    {
        var clock = new EncoderSessionClock();
        Assert.Null(clock.At(1));
        clock.Arrive(0.5, 10_000);
        clock.Arrive(0.6, 99_000);
        Assert.Equal(11_500, clock.At(2));
        clock.Anchor(2, 11_300.5);
        Assert.Equal(12_300.5, clock.At(3));
    }
}
