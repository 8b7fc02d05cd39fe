using CsCheck;
using UpperBack.Kernel.Time;

namespace UpperBack.Streaming.Tests.Health;

public sealed class IntervalSetTests
{
    internal static readonly Gen<TimeInterval> Interval = Gen.Select(
        Gen.Long[0, 60],
        Gen.Long[-3, 20],
        (from, length) => new TimeInterval(from, from + length)
    );

    internal static readonly Gen<TimeInterval[]> Intervals = Interval.Array[0, 12];

    [Fact]
    public void TheUnionHasEveryMomentOnce() =>
        Intervals.Sample(intervals =>
        {
            var set = IntervalSet.Of(intervals);
            Assert.Equal(Moments(intervals), Moments(set.Intervals));
            Assert.Equal(Moments(intervals).Count, set.LengthMs);
            Assert.All(set.Intervals.Zip(set.Intervals.Skip(1)), pair =>
                Assert.True(pair.First.ToMs < pair.Second.FromMs)
            );
            Assert.All(set.Intervals, interval => Assert.True(interval.LengthMs > 0));
        });

    [Fact]
    public void NeitherOrderNorRepetitionChangesTheUnion() =>
        Intervals
            .SelectMany(intervals => Gen.Shuffle(intervals), (intervals, shuffled) => (intervals, shuffled))
            .Sample(t =>
                Assert.Equal(
                    IntervalSet.Of(t.intervals).Intervals,
                    IntervalSet.Of(t.shuffled).With(t.intervals).Intervals
                )
            );

    [Fact]
    public void WithinKeepsWhatIsInside() =>
        Intervals
            .SelectMany(_ => Interval, (intervals, time) => (intervals, time))
            .Sample(t =>
                Assert.Equal(
                    Moments(t.intervals).Where(ms => ms >= t.time.FromMs && ms < t.time.ToMs),
                    Moments(IntervalSet.Of(t.intervals).Within(t.time).Intervals)
                )
            );

    [Fact]
    public void TheLongestAreKept() =>
        Intervals
            .SelectMany(_ => Gen.Int[0, 5], (intervals, max) => (intervals, max))
            .Sample(t =>
            {
                var all = IntervalSet.Of(t.intervals);
                var kept = all.Longest(t.max);
                Assert.Equal(Math.Min(t.max, all.Intervals.Count), kept.Intervals.Count);
                Assert.Subset(all.Intervals.ToHashSet(), kept.Intervals.ToHashSet());
                Assert.True(
                    kept.Intervals.Count == 0
                        || all.Intervals.Except(kept.Intervals)
                            .All(interval => interval.LengthMs <= kept.Intervals.Min(one => one.LengthMs))
                );
            });

    [Fact]
    public void AnOverlaySaysWhenAnySetHasAMomentAndHowManyDo() =>
        Intervals
            .Array[0, 5]
            .Sample(everybody =>
            {
                var all = everybody.Select(IntervalSet.Of).ToArray();
                var stretches = IntervalSet.Overlay(all);
                Assert.Equal(
                    Moments(everybody.SelectMany(intervals => intervals)),
                    Moments(stretches.Select(stretch => stretch.Interval))
                );
                Assert.All(stretches, stretch =>
                    Assert.Equal(
                        stretch.Max,
                        Moments([stretch.Interval])
                            .Max(ms =>
                                all.Count(set =>
                                    set.Intervals.Any(interval => interval.FromMs <= ms && ms < interval.ToMs)
                                )
                            )
                    )
                );
            });

    private static SortedSet<long> Moments(IEnumerable<TimeInterval> intervals)
    {
        var moments = new SortedSet<long>();
        foreach (var interval in intervals)
        {
            for (var ms = interval.FromMs; ms < interval.ToMs; ms++)
                moments.Add(ms);
        }

        return moments;
    }
}
