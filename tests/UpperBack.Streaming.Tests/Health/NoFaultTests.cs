using CsCheck;
using UpperBack.Streaming.Health;

namespace UpperBack.Streaming.Tests.Health;

public sealed class NoFaultTests
{
    private const long Minute = 60_000;

    private static readonly LostSpan HalfAnHour = new(1000 * Minute, 1030 * Minute);

    private static readonly Gen<LostSpan> Span = Gen.Select(Gen.Long[0, 60], Gen.Long[-3, 20], (from, length) =>
        new LostSpan(from, from + length)
    );

    private static readonly Gen<LostSpan[]> Spans = Span.Array[0, 12];

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
                OutageIntervals.Of([new LostSpan(5000, 5000 + (lostSeconds * 1000))]),
                new LostSpan(0, classSeconds * 1000)
            )
        );

    [Fact]
    public void AStallWithinAGapCountsOnceAndWhatIsOutsideTheClassDoesNot()
    {
        var at = HalfAnHour.FromMs;
        var lost = OutagePolicy.LostOf(
            HalfAnHour,
            [new LostSpan(at - Minute, at + Minute), new LostSpan(HalfAnHour.ToMs - 1000, HalfAnHour.ToMs + Minute)],
            OutageIntervals.Of([new LostSpan(at + (Minute / 2), at + (2 * Minute))])
        );

        Assert.Equal(
            [new LostSpan(at, at + (2 * Minute)), new LostSpan(HalfAnHour.ToMs - 1000, HalfAnHour.ToMs)],
            lost.Spans
        );
    }

    [Fact]
    public void AReportIsBelievedForTheClassAndAfterTheViewerCameAndNotForTheFuture()
    {
        Assert.Equal(
            new LostSpan(20, 40),
            OutagePolicy.ClampToClass(new LostSpan(0, 100), cameMs: 10, startedMs: 20, endedMs: 40, nowMs: 90)
        );
        Assert.Equal(
            new LostSpan(30, 70),
            OutagePolicy.ClampToClass(new LostSpan(0, 100), cameMs: 30, startedMs: 20, endedMs: null, nowMs: 70)
        );
        Assert.Equal(
            0,
            OutagePolicy
                .ClampToClass(new LostSpan(80, 100), cameMs: 10, startedMs: 20, endedMs: null, nowMs: 70)
                .LengthMs
        );
    }

    [Fact]
    public void LostTimeIsTheSetOfItsMoments() =>
        Spans.Sample(spans =>
        {
            var lost = OutageIntervals.Of(spans);
            Assert.Equal(Moments(spans), Moments(lost.Spans));
            Assert.Equal(Moments(spans).Count, lost.LengthMs);
            Assert.All(lost.Spans.Zip(lost.Spans.Skip(1)), pair => Assert.True(pair.First.ToMs < pair.Second.FromMs));
            Assert.All(lost.Spans, span => Assert.True(span.LengthMs > 0));
        });

    [Fact]
    public void NeitherOrderNorRepetitionOfReportsChangesWhatWasLost() =>
        Spans
            .SelectMany(spans => Gen.Shuffle(spans), (spans, shuffled) => (spans, shuffled))
            .Sample(t =>
                Assert.Equal(
                    OutageIntervals.Of(t.spans).Spans,
                    OutageIntervals.Of([.. OutageIntervals.Of(t.shuffled).Spans, .. t.spans]).Spans
                )
            );

    [Fact]
    public void OnlyTheClassCounts() =>
        Spans
            .SelectMany(_ => Span, (spans, time) => (spans, time))
            .Sample(t =>
                Assert.Equal(
                    Moments(t.spans).Where(ms => ms >= t.time.FromMs && ms < t.time.ToMs),
                    Moments(OutageIntervals.Of(t.spans).Within(t.time).Spans)
                )
            );

    [Fact]
    public void WhoLostMoreIsNeverProtectedLess() =>
        Gen.Select(Spans, Spans, Gen.Long[1, 80])
            .Sample(
                (gaps, stalls, length) =>
                {
                    var time = new LostSpan(0, length);
                    var without = OutagePolicy.Protects(OutagePolicy.LostOf(time, gaps, OutageIntervals.Nothing), time);
                    var with = OutagePolicy.Protects(OutagePolicy.LostOf(time, gaps, OutageIntervals.Of(stalls)), time);
                    Assert.True(with || !without);
                }
            );

    [Fact]
    public void WhatIsKeptOfOneViewerStaysSmallAndIsTheLongest() =>
        Spans
            .SelectMany(_ => Gen.Int[0, 5], (spans, most) => (spans, most))
            .Sample(t =>
            {
                var all = OutageIntervals.Of(t.spans);
                var kept = all.Longest(t.most);
                Assert.Equal(Math.Min(t.most, all.Spans.Count), kept.Spans.Count);
                Assert.Subset(all.Spans.ToHashSet(), kept.Spans.ToHashSet());
                Assert.True(
                    kept.Spans.Count == 0
                        || all.Spans.Except(kept.Spans)
                            .All(span => span.LengthMs <= kept.Spans.Min(one => one.LengthMs))
                );
            });

    [Fact]
    public void OneUponTheOtherSaysWhenAnybodyCouldNotWatchAndHowMany() =>
        Spans
            .Array[0, 5]
            .Sample(everybody =>
            {
                var all = everybody.Select(OutageIntervals.Of).ToArray();
                var stretches = OutageIntervals.Overlay(all);
                Assert.Equal(
                    Moments(everybody.SelectMany(spans => spans)),
                    Moments(stretches.Select(stretch => stretch.Span))
                );
                Assert.All(stretches, stretch =>
                    Assert.Equal(
                        stretch.AtWorst,
                        Moments([stretch.Span])
                            .Max(ms => all.Count(lost => lost.Spans.Any(span => span.FromMs <= ms && ms < span.ToMs)))
                    )
                );
            });

    private static SortedSet<long> Moments(IEnumerable<LostSpan> spans)
    {
        var moments = new SortedSet<long>();
        foreach (var span in spans)
        {
            for (var ms = span.FromMs; ms < span.ToMs; ms++)
                moments.Add(ms);
        }

        return moments;
    }
}
