using CsCheck;
using UpperBack.Kernel.Time;
using UpperBack.Streaming.Health;

namespace UpperBack.Streaming.Tests.Health;

public sealed class OutagePolicyTests
{
    private const long Minute = 60_000;

    private static readonly TimeInterval HalfAnHour = new(1000 * Minute, 1030 * Minute);

    [Theory]
    [InlineData(30 * 60, 179, false)]
    [InlineData(30 * 60, 180, true)]
    [InlineData(10 * 60, 119, false)]
    [InlineData(10 * 60, 120, true)]
    [InlineData(60 * 60, 180, true)]
    [InlineData(5 * 60, 0, false)]
    public void AFifthOfTheClassOrThreeMinutesIsTooMuch(int classSeconds, int lostSeconds, bool isProtected) =>
        Assert.Equal(
            isProtected,
            OutagePolicy.Protects(
                IntervalSet.Of([new TimeInterval(5000, 5000 + (lostSeconds * 1000))]),
                new TimeInterval(0, classSeconds * 1000)
            )
        );

    [Fact]
    public void AStallWithinAGapCountsOnceAndWhatIsOutsideTheClassDoesNot()
    {
        var at = HalfAnHour.FromMs;
        var lost = OutagePolicy.LostOf(
            HalfAnHour,
            [
                new TimeInterval(at - Minute, at + Minute),
                new TimeInterval(HalfAnHour.ToMs - 1000, HalfAnHour.ToMs + Minute),
            ],
            IntervalSet.Of([new TimeInterval(at + (Minute / 2), at + (2 * Minute))])
        );

        Assert.Equal(
            [new TimeInterval(at, at + (2 * Minute)), new TimeInterval(HalfAnHour.ToMs - 1000, HalfAnHour.ToMs)],
            lost.Intervals
        );
    }

    [Fact]
    public void AReportIsClampedToTheClassAfterTheViewerCameAndBeforeNow()
    {
        Assert.Equal(
            new TimeInterval(20, 40),
            OutagePolicy.ClampToClass(new TimeInterval(0, 100), cameMs: 10, startedMs: 20, endedMs: 40, nowMs: 90)
        );
        Assert.Equal(
            new TimeInterval(30, 70),
            OutagePolicy.ClampToClass(new TimeInterval(0, 100), cameMs: 30, startedMs: 20, endedMs: null, nowMs: 70)
        );
        Assert.Equal(
            0,
            OutagePolicy
                .ClampToClass(new TimeInterval(80, 100), cameMs: 10, startedMs: 20, endedMs: null, nowMs: 70)
                .LengthMs
        );
    }

    [Fact]
    public void WhoLostMoreIsNeverProtectedLess() =>
        Gen.Select(IntervalSetTests.Intervals, IntervalSetTests.Intervals, Gen.Long[1, 80])
            .Sample(
                (gaps, stalls, length) =>
                {
                    var time = new TimeInterval(0, length);
                    var without = OutagePolicy.Protects(OutagePolicy.LostOf(time, gaps, IntervalSet.Empty), time);
                    var with = OutagePolicy.Protects(OutagePolicy.LostOf(time, gaps, IntervalSet.Of(stalls)), time);
                    Assert.True(with || !without);
                }
            );
}
