using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Streams;

public sealed class IdleTrackerTests
{
    [Fact]
    public void WhatIsEvictedCannotBeTouchedAndWhatWasTouchedIsNotEvicted()
    {
        var use = new IdleTracker(1000);
        Assert.True(use.Touch(2000));
        Assert.False(use.TryEvict(2000));
        Assert.True(use.TryEvict(2001));
        Assert.False(use.Touch(3000));
    }
}
