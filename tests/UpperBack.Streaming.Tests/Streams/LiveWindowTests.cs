using CsCheck;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Storage;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Streams;

public sealed class LiveWindowTests
{
    [Fact]
    public void TheWindowsNumbersRunWithoutAGapAndItsDiscontinuitiesAreCounted() =>
        Gen.Select(Gen.Int[1, 4], Gen.Bool, Gen.Bool)
            .Array[0, 120]
            .Sample(steps =>
            {
                var window = new LiveWindow(7, 3);
                var encoderSession = 1;
                var discontinuities = 3L;
                foreach (var (parts, isNewEncoderSession, jump) in steps)
                {
                    if (isNewEncoderSession)
                        encoderSession++;
                    var isFirst = window.IsEmpty;
                    for (var part = 0; part < parts; part++)
                    {
                        Assert.Equal(
                            (part == 0 ? window.NextSegment : window.Open!.Number, part),
                            (window.NextSegment, window.NextPart)
                        );
                        var finished = window.Append(
                            Part(part, part == 0 && jump, part == parts - 1),
                            encoderSession,
                            1000
                        );
                        Assert.Equal(part == parts - 1, finished is not null);
                    }

                    discontinuities += !isFirst && (isNewEncoderSession || jump) ? 1 : 0;
                }

                var listed = window.ListedSegments.ToList();
                Assert.Equal(Math.Min(steps.Length, LiveWindow.Listed), listed.Count);
                Assert.Equal(
                    listed.Select((_, i) => 7L + steps.Length - listed.Count + i),
                    listed.Select(segment => segment.Number)
                );
                Assert.Equal(discontinuities, window.Discontinuities);
                Assert.Equal(
                    discontinuities,
                    window.DiscontinuitySequence + listed.Count(segment => segment.IsDiscontinuity)
                );
                Assert.Equal(7 + steps.Length, window.NextSegment);
            });

    [Fact]
    public void AfterACrashTheWindowGoesOnWithoutContradictingWhatWasSeen() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 3], Gen.Int[1, 90], Gen.Bool)
            .Sample(
                (recorded, lost, awaySeconds, twice) =>
                {
                    // What was seen of the process that was killed: all it recorded, and a little more.
                    var seen = new LiveWindow(1, 0);
                    seen.Begin(1, 0);
                    for (var i = 0; i < recorded + lost; i++)
                        seen.Append(Part(0, jump: i % 7 == 3 && i < recorded, ends: true, seconds: 2), 1, i * 2000);
                    var known = Enumerable
                        .Range(1, recorded + lost)
                        .Select(number => seen.Find(number))
                        .OfType<LiveSegment>()
                        .ToDictionary(segment => segment.Number);
                    var recording = Enumerable
                        .Range(1, recorded)
                        .Select(number => Recorded(seen.Find(number), number))
                        .ToList();

                    var resumed = new LiveWindow(1, 0);
                    resumed.Resume(recording);
                    Assert.Null(resumed.NextName);
                    Assert.Equal(recorded + 1, resumed.NextSegment);
                    Agree(resumed, known);

                    // Whatever takes as long as the missing segments lasted can have been no shorter.
                    var nowMs = ((recorded + lost) * 2000) + (awaySeconds * 1000);
                    resumed.Begin(5, nowMs);
                    resumed.Append(Part(0, jump: false, ends: true, seconds: 2), 5, nowMs - 200);
                    Assert.Equal(nowMs - 200, resumed.Last!.PdtMs);
                    Assert.True(resumed.Last.Number > recorded + lost);
                    Assert.True(resumed.Last.IsDiscontinuity);
                    Assert.Equal(5, resumed.Last.Name.Run);
                    Agree(resumed, known);
                    if (!twice)
                        return;

                    recording.Add(Recorded(resumed.Last, 0));
                    var again = new LiveWindow(1, 0);
                    again.Resume(recording);
                    Agree(again, resumed.ListedSegments.ToDictionary(segment => segment.Number));
                }
            );

    [Fact]
    public void CaptureTimesDoNotGoBackInTheWindowNorFromOneEncoderSessionToTheNext()
    {
        var window = new LiveWindow(1, 0);
        Assert.Equal(5000, window.Append(Part(0, false, true, 2), 1, 5000)!.PdtMs);
        Assert.Equal(6990, window.Append(Part(0, false, true, 2), 1, 6990)!.PdtMs);
        Assert.Equal(6990, window.Append(Part(0, false, true, 2), 1, 100)!.PdtMs);
        Assert.Equal(8990, window.Append(Part(0, false, true, 2), 2, 7000)!.PdtMs);
    }

    private static PackagedPart Part(int number, bool jump, bool ends, double seconds = 0.333) =>
        new(0, number, 0, seconds, number == 0, jump, ends, new byte[10]);

    /// <summary>A segment as its row says it; of one that left the window, as good as any.</summary>
    private static RecordedSegment Recorded(LiveSegment? segment, long number) =>
        segment is null
            ? new(number, 1, 0, 2, (number - 1) * 2000, 10, false, 1, 0)
            : new(
                segment.Number,
                segment.EncoderSession,
                0,
                segment.DurationSeconds,
                segment.PdtMs,
                10,
                segment.IsDiscontinuity,
                segment.Name.Run,
                segment.Discontinuities
            );

    /// <summary>Numbers run without a hole, and each stands for what it stood for.</summary>
    private static void Agree(LiveWindow window, Dictionary<long, LiveSegment> known)
    {
        var listed = window.ListedSegments.ToList();
        var discontinuities = window.DiscontinuitySequence;
        Assert.Equal(
            Enumerable.Range(0, listed.Count).Select(i => listed[0].Number + i),
            listed.Select(segment => segment.Number)
        );
        foreach (var segment in listed)
        {
            discontinuities += segment.IsDiscontinuity ? 1 : 0;
            Assert.Equal(segment.Discontinuities, discontinuities);
            if (known.TryGetValue(segment.Number, out var before))
                Assert.Equal((before.Name, before.Discontinuities), (segment.Name, segment.Discontinuities));
        }
    }
}
