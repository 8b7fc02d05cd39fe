using CsCheck;
using UpperBack.Live.Hub;

namespace UpperBack.Live.Tests;

public sealed class TokenBucketsTests
{
    private const int Burst = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly HandClock clock = new();
    private readonly TokenBuckets<string> buckets;

    public TokenBucketsTests() => buckets = new(Burst, Interval, clock);

    [Fact]
    public void ABurstMayBeTakenAtOnceAndThenOneWithEachInterval()
    {
        Assert.Equal(Burst, TakeAll("asha"));

        clock.Advance(Interval / 2);
        Assert.Equal(0, TakeAll("asha"));
        clock.Advance(Interval / 2);
        Assert.Equal(1, TakeAll("asha"));
        clock.Advance(3 * Interval);
        Assert.Equal(3, TakeAll("asha"));
    }

    [Fact]
    public void HoweverLongNobodyTakesThereIsNoMoreThanABurst()
    {
        TakeAll("asha");
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(Burst, TakeAll("asha"));
    }

    [Fact]
    public void WhatOneTakesIsNotMissingToAnother()
    {
        TakeAll("asha");

        Assert.Equal(Burst, TakeAll("ben"));
    }

    [Fact]
    public void WhoIsSilentIsForgottenAndNobodyElse()
    {
        TakeAll("asha");
        buckets.TryTake("ben");
        clock.Advance(Interval);
        buckets.ForgetFull();

        Assert.Equal(1, buckets.Count);
        Assert.Equal(1, TakeAll("asha"));
        Assert.Equal(Burst, TakeAll("ben"));
    }

    [Fact]
    public void ForgettingChangesNothingOfWhatMayBeTaken() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1500])
            .Array[0, 100]
            .Sample(steps =>
            {
                var time = new HandClock();
                var (kept, forgotten) = (New(time), New(time));
                foreach (var (who, pause) in steps)
                {
                    Assert.Equal(kept.TryTake($"{who}"), forgotten.TryTake($"{who}"));
                    time.Advance(TimeSpan.FromMilliseconds(pause));
                    forgotten.ForgetFull();
                }
            });

    [Fact]
    public void ManyAtOnceTakeNoMoreThanThereIs()
    {
        var taken = 0;
        Parallel.For(0, 100 * Burst, i =>
        {
            if (i % 10 == 0)
                buckets.ForgetFull();
            if (buckets.TryTake("asha"))
                Interlocked.Increment(ref taken);
        });

        Assert.Equal(Burst, taken);
    }

    private static TokenBuckets<string> New(TimeProvider time) => new(Burst, Interval, time);

    private int TakeAll(string who)
    {
        var taken = 0;
        while (buckets.TryTake(who))
            taken++;
        return taken;
    }

    /// <summary>Stands still until it is moved.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long now = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Advance(TimeSpan by) => now += by.Ticks;
    }
}
