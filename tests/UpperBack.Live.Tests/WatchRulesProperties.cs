using CsCheck;
using UpperBack.Kernel.Time;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

public sealed class WatchRulesProperties
{
    private static readonly Gen<TimeInterval> AnyInterval = Gen.Select(
        Gen.Long[0, 200],
        Gen.Long[-5, 60],
        (from, length) => new TimeInterval(from, from + length)
    );

    [Fact]
    public void EachMomentCountsOnceHoweverReportsOverlap() =>
        AnyInterval
            .Array[0, 30]
            .Sample(reports =>
            {
                var moments = reports
                    .SelectMany(r => Enumerable.Range(0, (int)Math.Max(0, r.ToMs - r.FromMs)).Select(i => r.FromMs + i))
                    .ToHashSet();

                Assert.Equal(moments.Count, Add(reports).Intervals.Sum(i => i.ToMs - i.FromMs));
            });

    [Fact]
    public void OrderAndRepetitionOfReportsChangeNothing() =>
        Gen.Select(AnyInterval.Array[0, 20], Gen.Int[0, int.MaxValue])
            .Sample(
                (reports, seed) =>
                {
                    var again = reports.Concat(reports).ToArray();
                    new Random(seed).Shuffle(again);

                    Assert.Equal(Add(reports).Intervals, Add(again).Intervals);
                }
            );

    [Fact]
    public void IntervalsStaySortedAndApart() =>
        AnyInterval
            .Array[0, 30]
            .Sample(reports =>
            {
                var intervals = Add(reports).Intervals;

                Assert.All(intervals, i => Assert.True(i.FromMs < i.ToMs));
                Assert.All(intervals.Zip(intervals.Skip(1)), pair => Assert.True(pair.First.ToMs < pair.Second.FromMs));
            });

    [Theory]
    [InlineData(100, 200, 100, 200)]
    [InlineData(10, 200, 50, 200)]
    [InlineData(100, 9000, 100, 1000)]
    public void OnlyWhatCanBeTrueIsBelieved(long from, long to, long believedFrom, long believedTo) =>
        Assert.Equal(
            new TimeInterval(believedFrom, believedTo),
            WatchRules.ClampToClass(
                new TimeInterval(from, to),
                firstJoinedMs: 50,
                classStartedMs: 20,
                classEndedMs: null,
                nowMs: 1000
            )
        );

    [Fact]
    public void NothingIsBelievedOfTheTimeAfterTheClass()
    {
        var believed = WatchRules.ClampToClass(
            new TimeInterval(700, 900),
            firstJoinedMs: 0,
            classStartedMs: 0,
            classEndedMs: 600,
            nowMs: 1000
        );

        Assert.Empty(IntervalSet.Empty.With(believed).Intervals);
    }

    private static IntervalSet Add(IEnumerable<TimeInterval> reports) =>
        reports.Aggregate(IntervalSet.Empty, (time, report) => time.With(report));
}
