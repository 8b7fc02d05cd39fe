using CsCheck;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Origin;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Recordings;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Streams;

public sealed class StreamTypesTests
{
    [Fact]
    public void TheStatusGoesItsWayAndTheRevisionRisesWithIt()
    {
        var live = StreamState.None.Live(1000);
        Assert.Equal(("live", 1, 1000L), (live.Status, live.Revision, live.StartedMs));
        Assert.Same(live, live.Live(1500));
        var broken = live.Interrupted(2000);
        Assert.Equal(("interrupted", 2, 2000L), (broken.Status, broken.Revision, broken.BrokenMs));
        Assert.Same(broken, broken.Interrupted(2500));
        var back = broken.Live(3000);
        Assert.Equal(("live", 3, 1000L, null), (back.Status, back.Revision, back.StartedMs, back.BrokenMs));
        var ended = back.Ended(4000);
        Assert.Equal(("ended", 4, 4000L), (ended.Status, ended.Revision, ended.EndedMs));
        Assert.Same(ended, ended.Ended(5000));
        Assert.Same(ended, ended.Interrupted(5000));
        Assert.Equal(("live", 5, null), (ended.Live(6000).Status, ended.Live(6000).Revision, ended.Live(6000).EndedMs));
        Assert.Same(StreamState.None, StreamState.None.Ended(1));

        var silent = back.Lacks("audio");
        Assert.Equal(("audio", 4), (silent.Missing, silent.Revision));
        Assert.Same(silent, silent.Lacks("audio"));
        Assert.Null(silent.Lacks(null).Missing);
        Assert.Null(silent.Interrupted(1).Missing);
        Assert.Same(ended, ended.Lacks("audio"));
    }

    [Theory]
    [InlineData("none", null, false, false, "none")]
    [InlineData("live", null, true, false, "recording")]
    [InlineData("interrupted", null, true, true, "finishing")]
    [InlineData("ended", null, true, true, "ready")]
    [InlineData("ended", null, false, true, "none")]
    [InlineData("ended", "deleted", false, true, "deleted")]
    [InlineData("ended", "expired", false, true, "expired")]
    [InlineData("ended", "deleted", true, true, "ready")]
    [InlineData("live", "deleted", false, false, "recording")]
    public void ARecordingIsBeingMadeFinishedThereOrGone(
        string status,
        string? gone,
        bool isRecorded,
        bool isClassOver,
        string state
    ) =>
        Assert.Equal(
            state,
            RecordingState.Of(StreamState.None with { Status = status, RecordingGone = gone }, isRecorded, isClassOver)
        );

    [Fact]
    public void TheWindowsNumbersRunWithoutAGapAndItsDiscontinuitiesAreCounted() =>
        Gen.Select(Gen.Int[1, 4], Gen.Bool, Gen.Bool)
            .Array[0, 120]
            .Sample(steps =>
            {
                var window = new LiveWindow(7, 3);
                var take = 1;
                var discontinuities = 3L;
                foreach (var (parts, newTake, jump) in steps)
                {
                    if (newTake)
                        take++;
                    var isFirst = window.IsEmpty;
                    for (var part = 0; part < parts; part++)
                    {
                        Assert.Equal(
                            (part == 0 ? window.NextSegment : window.Open!.Number, part),
                            (window.NextSegment, window.NextPart)
                        );
                        var finished = window.Append(Part(part, part == 0 && jump, part == parts - 1), take, 1000);
                        Assert.Equal(part == parts - 1, finished is not null);
                    }

                    discontinuities += !isFirst && (newTake || jump) ? 1 : 0;
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
                    var tape = Enumerable
                        .Range(1, recorded)
                        .Select(number => Recorded(seen.Find(number), number))
                        .ToList();

                    var resumed = new LiveWindow(1, 0);
                    resumed.Resume(tape);
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

                    tape.Add(Recorded(resumed.Last, 0));
                    var again = new LiveWindow(1, 0);
                    again.Resume(tape);
                    Agree(again, resumed.ListedSegments.ToDictionary(segment => segment.Number));
                }
            );

    [Fact]
    public void CaptureTimesDoNotGoBackInTheWindowNorFromTakeToTake()
    {
        var window = new LiveWindow(1, 0);
        Assert.Equal(5000, window.Append(Part(0, false, true, 2), 1, 5000)!.PdtMs);
        Assert.Equal(6990, window.Append(Part(0, false, true, 2), 1, 6990)!.PdtMs);
        Assert.Equal(6990, window.Append(Part(0, false, true, 2), 1, 100)!.PdtMs);
        Assert.Equal(8990, window.Append(Part(0, false, true, 2), 2, 7000)!.PdtMs);
    }

    [Fact]
    public void ABitrateIsCountedOverFiveSeconds()
    {
        var limit = new BitrateLimit(8);
        for (var second = 0; second < 60; second++)
            Assert.True(limit.Allows(second * 1000, 1_000_000));
        Assert.False(limit.Allows(59_900, 1_000_000));
        Assert.True(limit.Allows(70_000, 5_000_000));
        Assert.False(limit.Allows(70_001, 1));
        Assert.True(limit.Allows(75_000, 1));
    }

    [Fact]
    public void TheNewestAnchorCountsAndArrivalOnlyWithoutAny()
    {
        var clock = new EncoderSessionClock();
        Assert.Null(clock.At(1));
        clock.Arrive(0.5, 10_000);
        clock.Arrive(0.6, 99_000);
        Assert.Equal(11_500, clock.At(2));
        clock.Anchor(2, 11_300.5);
        Assert.Equal(12_300.5, clock.At(3));
    }

    [Fact]
    public void ATapeTellsItsHolesAndFindsItsSegments()
    {
        var recording = new RecordingIndex([
            Recorded(1, 1, 1000),
            Recorded(2, 1, 3000),
            Recorded(4, 1, 7000),
            Recorded(5, 2, 6000),
        ]);
        var listed = recording.List(take => take == 1 ? 500 : 0);
        Assert.Equal([false, false, true, true], listed.Select(segment => segment.IsDiscontinuity));
        Assert.Equal([1500, 3500, 7500, 7500], listed.Select(segment => segment.ProgramDateTimeMs));
        Assert.Equal(4, recording.Find(4)!.Number);
        Assert.Null(recording.Find(3));
        Assert.Null(recording.Find(6));
        Assert.Null(new RecordingIndex([]).Find(1));
    }

    [Fact]
    public void AFilesNameIsReadInOneWayOnly()
    {
        Gen.Long[0, 999_999_999]
            .Sample(number =>
                Assert.Equal(new MediaFile(MediaFileKind.Segment, number), MediaFile.Parse($"{number}.m4s"))
            );
        Gen.Select(Gen.Long[0, 999_999_999], Gen.Int[0, 99])
            .Sample(
                (number, part) =>
                    Assert.Equal(
                        new MediaFile(MediaFileKind.Part, number, part),
                        MediaFile.Parse($"{number}.{part}.m4s")
                    )
            );
        Gen.Select(Gen.Int[1, 99_999], Gen.Long[0, 999_999_999], Gen.Int[0, 99])
            .Sample(
                (run, number, part) =>
                {
                    Assert.Equal(
                        new MediaFile(MediaFileKind.Segment, number, 0, run),
                        MediaFile.Parse($"{run}-{number}.m4s")
                    );
                    Assert.Equal(
                        new MediaFile(MediaFileKind.Part, number, part, run),
                        MediaFile.Parse($"{run}-{number}.{part}.m4s")
                    );
                }
            );
        Assert.Equal(new MediaFile(MediaFileKind.Init, 12), MediaFile.Parse("init-12.mp4"));
        foreach (
            var wrong in new[]
            {
                "",
                ".m4s",
                "01.m4s",
                "+1.m4s",
                "1.01.m4s",
                "1.2.3.m4s",
                "init-.mp4",
                "init.mp4",
                "init-4",
                "-1.m4s",
                "1.m4s ",
                "٣.m4s",
                "1234567890123456.m4s",
                "1.99999999999.m4s",
                "0-1.m4s",
                "01-1.m4s",
                "1-.m4s",
                "1--1.m4s",
                "1-2-3.m4s",
                "9999999999-1.m4s",
            }
        )
            Assert.Null(MediaFile.Parse(wrong));
    }

    [Fact]
    public void SoundWithRoundedTimesKeepsItsGridAndJumpsWhenItMust()
    {
        var grid = new AudioTimestampAligner();
        var times = Enumerable
            .Range(0, 1000)
            .Select(i => (long)Math.Round(Math.Round(i * 1024 / 48_000d * 1e6) / 1e6 * 48_000) + (i % 3))
            .ToList();
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => i * 1024L),
            times.Select(time => grid.Place(Sound(time), 48_000).DecodeTime)
        );
        Assert.Equal(2_000_000, grid.Place(Sound(2_000_000), 48_000).DecodeTime);

        static Media.MediaSample Sound(long time) => new(Media.Track.Audio, time, 0, true, default);
    }

    [Fact]
    public async Task ALineDoesAllItWasGivenInOrderAndRefusesWhatIsTooMuch()
    {
        var failures = new List<Exception>();
        var line = new SerialQueue(10, failures.Add);
        var done = new List<int>();
        var open = new TaskCompletionSource();
        Assert.True(line.TryAdd(() => open.Task));
        await Task.Delay(50);
        for (var i = 0; i < 10; i++)
        {
            var number = i;
            Assert.True(
                line.TryAdd(() =>
                    number == 3 ? throw new InvalidOperationException("three") : Task.Run(() => done.Add(number))
                )
            );
        }

        Assert.False(line.TryAdd(() => Task.CompletedTask));
        var flushed = line.FlushAsync(CancellationToken.None);
        open.SetResult();
        await flushed;
        Assert.Equal([0, 1, 2, 4, 5, 6, 7, 8, 9], done);
        Assert.Equal("three", Assert.Single(failures).Message);
    }

    [Fact]
    public void WhatIsLetGoCannotBeTouchedAndWhatWasTouchedIsNotLetGo()
    {
        var use = new IdleTracker(1000);
        Assert.True(use.Touch(2000));
        Assert.False(use.TryLetGo(2000));
        Assert.True(use.TryLetGo(2001));
        Assert.False(use.Touch(3000));
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

    private static RecordedSegment Recorded(long number, int take, double pdtMs) =>
        new(number, take, 0, 2, pdtMs, 100, false, 1, 0);
}
