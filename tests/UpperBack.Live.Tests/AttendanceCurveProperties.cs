using CsCheck;
using UpperBack.Kernel.Time;
using UpperBack.Live.Reports;

namespace UpperBack.Live.Tests;

public sealed class AttendanceCurveProperties
{
    private const long Minute = 60_000;

    private static readonly Gen<IntervalSet> AnyWatched = Gen.Select(Gen.Long[-3, 12], Gen.Long[0, 12])
        .Select((from, length) => new TimeInterval(from * Minute / 2, (from + length) * Minute / 2))
        .Array[0, 6]
        .Select(reports => IntervalSet.Of(reports));

    [Fact]
    public void APointAMinuteCountsThoseWhoWatchedInIt() =>
        AnyWatched
            .Array[0, 12]
            .Sample(everybody =>
            {
                var curve = AttendanceCurve.Of(everybody, 0, 5 * Minute);

                Assert.Equal([0, Minute, 2 * Minute, 3 * Minute, 4 * Minute], curve.Points.Select(point => point.AtMs));
                Assert.All(curve.Points, point =>
                    Assert.Equal(
                        everybody.Count(time =>
                            time.Intervals.Any(interval =>
                                interval.FromMs < point.AtMs + Minute && point.AtMs < interval.ToMs
                            )
                        ),
                        point.Count
                    )
                );
            });

    [Fact]
    public void ThePeakIsTheMostAtAnyMomentOfTheClass() =>
        AnyWatched
            .Array[0, 12]
            .Sample(everybody =>
            {
                var halfMinutes = Enumerable.Range(0, 10).Select(half => half * Minute / 2);

                Assert.Equal(
                    halfMinutes.Max(at =>
                        everybody.Count(time =>
                            time.Intervals.Any(interval => interval.FromMs <= at && at < interval.ToMs)
                        )
                    ),
                    AttendanceCurve.Of(everybody, 0, 5 * Minute).Peak
                );
            });

    [Fact]
    public void AClassThatHasNotBegunHasNoCurve()
    {
        var curve = AttendanceCurve.Of([IntervalSet.Empty.With(new TimeInterval(0, 10))], 5, 5);

        Assert.Equal((0, 0), (curve.Peak, curve.Points.Count));
    }
}
