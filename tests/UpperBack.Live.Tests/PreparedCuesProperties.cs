using CsCheck;
using NodaTime;
using UpperBack.Contracts.Live;
using UpperBack.Live.Classes;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

/// <summary>Prepared cues, looked at by a server that is sometimes away; and how long classes are.</summary>
public sealed class PreparedCuesProperties
{
    private static readonly Gen<(int[] AtSeconds, int[] Looks, int SinceMs)> Classes =
        from at in Gen.Int[0, 60].Array[0, 8]
        from looks in Gen.Int[1, 30_000].Array[1, 40]
        from sinceMs in Gen.Int[-20_000, 40_000]
        select (at.Order().ToArray(), looks, sinceMs);

    [Fact]
    public void EachLeavesOnceAndWheneverAnybodyLookedInItsTime() =>
        Classes.Sample(t =>
        {
            const long stepMs = 1_000_000;
            var sheet = new RunSheet([
                LiveFixture.Sheet.Steps[0] with
                {
                    Cues = [.. t.AtSeconds.Select(at => new PreparedCue(at, $"at {at}"))],
                },
            ]);
            var step = new Cue(
                default,
                "e",
                1,
                stepMs + 700,
                "s",
                default,
                "Meera",
                new CueContent(CueKinds.Step, StepIndex: 0),
                stepMs
            );
            var sent = new Dictionary<string, (long AtMs, long DueMs)>();
            var looks = new List<long>();
            var nowMs = stepMs + 700;
            foreach (var later in t.Looks)
            {
                looks.Add(nowMs += later);
                foreach (var due in PreparedCues.DueNow(sheet, step, stepMs + t.SinceMs, sent.ContainsKey, nowMs))
                    sent.Add(due.Id, (nowMs, due.DueMs));
            }

            for (var place = 0; place < t.AtSeconds.Length; place++)
            {
                var dueMs = stepMs + (t.AtSeconds[place] * 1000L);
                var inTime = looks
                    .Where(at => at >= dueMs && at <= dueMs + PreparedCues.LatestMs && dueMs >= stepMs + t.SinceMs)
                    .ToArray();
                Assert.Equal(inTime.Length > 0, sent.TryGetValue(PreparedCues.IdOf(stepMs, 0, place), out var found));
                if (inTime.Length > 0)
                    Assert.Equal((inTime[0], dueMs), found);
            }
        });

    [Fact]
    public void NothingLeavesWithoutAStepOrCues()
    {
        var sheet = LiveFixture.PreparedSheet;
        var step = new Cue(default, "e", 1, 0, "s", default, "Meera", new CueContent(CueKinds.Step, StepIndex: 7), 0);
        Assert.Empty(PreparedCues.DueNow(sheet, null, 0, _ => false, 5000));
        Assert.Empty(PreparedCues.DueNow(sheet, step, 0, _ => false, 5000));
        Assert.Empty(
            PreparedCues.DueNow(
                LiveFixture.Sheet,
                step with
                {
                    Content = new CueContent(CueKinds.Step, StepIndex: 0),
                },
                0,
                _ => false,
                5000
            )
        );
    }

    [Fact]
    public void AClassIsNeverLongerThanItWasLedNorShorterThanItsEndAllows() =>
        (
            from ended in Gen.Int[0, 7200]
            from planned in Gen.Int[60, 3600]
            from lastCue in Gen.Int[0, 7200]
            from stepEnd in Gen.Int[-1, 7200].Select(at => at < 0 ? (int?)null : at)
            select (ended, planned, lastCue: Math.Min(lastCue, ended), stepEnd)
        ).Sample(t =>
        {
            var started = Instant.FromUtc(2026, 11, 1, 6, 0);
            Instant At(int seconds) => started + Duration.FromSeconds(seconds);
            var length = (
                ClassLength.LedUntil(
                    started,
                    At(t.ended),
                    Duration.FromSeconds(t.planned),
                    At(t.lastCue),
                    t.stepEnd is { } s ? At(s) : null
                ) - started
            ).TotalSeconds;
            Assert.Equal(Math.Min(t.ended, Math.Max(t.planned, Math.Max(t.lastCue, t.stepEnd ?? 0))), (int)length);
        });
}
