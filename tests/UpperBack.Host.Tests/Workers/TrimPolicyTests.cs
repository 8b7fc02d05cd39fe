using UpperBack.Host;

namespace UpperBack.Host.Tests.Workers;

public sealed class TrimPolicyTests
{
    private const long MiB = 1024 * 1024;

    private readonly TrimPolicy policy = new();

    [Fact]
    public void ACrowdThatHasComeInIsAReasonOnceItIsQuiet()
    {
        Assert.False(policy.IsDue(100 * MiB, 0));
        Assert.False(policy.IsDue(500 * MiB, 0));
        Assert.False(policy.IsDue(900 * MiB, 0));

        Assert.True(policy.IsDue(901 * MiB, 0));
    }

    [Fact]
    public void WhatWasCollectedIsNoReasonAnyMore()
    {
        policy.IsDue(900 * MiB, 0);
        Assert.True(policy.IsDue(901 * MiB, 0));

        Assert.False(policy.IsDue(902 * MiB, 1));
        Assert.False(policy.IsDue(903 * MiB, 1));
    }

    [Fact]
    public void AQuietProcessIsLeftAloneUntilMuchHasComeTogether()
    {
        var (allocated, rounds) = (0L, 0);
        while (!policy.IsDue(allocated += MiB, 0))
            rounds++;

        Assert.Equal(128, rounds);
    }

    [Fact]
    public void WhatTheRuntimeCollectsItselfCounts()
    {
        policy.IsDue(100 * MiB, 0);
        policy.IsDue(900 * MiB, 3);

        Assert.False(policy.IsDue(901 * MiB, 3));
    }
}
