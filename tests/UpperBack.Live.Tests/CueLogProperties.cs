using CsCheck;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

public sealed class CueLogProperties
{
    private static readonly MemberId Instructor = MemberId.New();

    [Fact]
    public void OffsetsRunFromOneWithoutAGapAndTimeNeverRunsBack() =>
        Gen.Long[0, 1_000_000]
            .Array[0, 60]
            .Sample(times =>
            {
                var log = Filled(times, capacity: 1000);

                var cues = log.ReadAfter(null).Cues;
                Assert.Equal(Enumerable.Range(1, times.Length).Select(n => (long)n), cues.Select(cue => cue.Offset));
                Assert.Equal(cues.Select(cue => cue.AtMs).Order(), cues.Select(cue => cue.AtMs));
            });

    [Fact]
    public void WhoeverResumesAnywhereEndsWithTheWholeLogOnce() =>
        Gen.Select(Gen.Int[0, 80], Gen.Int[0, 80], Gen.Int[1, 100])
            .Sample(
                (count, seen, capacity) =>
                {
                    var log = Filled(Enumerable.Repeat(5L, count), capacity);
                    var client = Enumerable.Range(1, Math.Min(seen, count)).Select(n => (long)n).ToList();

                    var recovery = log.ReadAfter(new LogPosition(log.Epoch, client.Count));
                    if (recovery.ResyncReason is not null)
                        client.Clear();
                    client.AddRange(recovery.Cues.Select(cue => cue.Offset));

                    var first = recovery.ResyncReason is null ? 1 : count - Math.Min(count, capacity) + 1;
                    Assert.Equal(Enumerable.Range(first, count - first + 1).Select(n => (long)n), client);
                    Assert.Equal(count - Math.Min(seen, count) > capacity, recovery.ResyncReason is not null);
                }
            );

    [Theory]
    [InlineData("another", 0)]
    [InlineData("epoch", 4)]
    [InlineData("epoch", -1)]
    public void APositionThatIsNotOfThisLogIsToldToResync(string epoch, long offset)
    {
        var recovery = Filled([1, 2, 3], capacity: 10).ReadAfter(new LogPosition(epoch, offset));

        Assert.NotNull(recovery.ResyncReason);
        Assert.Equal(3, recovery.Cues.Count);
    }

    [Fact]
    public void ASendersIdOfACueIsFoundAgainAndAnothersIsNot()
    {
        var log = Filled([1, 2], capacity: 10);

        Assert.Equal(2, log.FindRepeated(Instructor, "cue-1")?.Offset);
        Assert.Null(log.FindRepeated(MemberId.New(), "cue-1"));
        Assert.Null(log.FindRepeated(Instructor, "cue-9"));
    }

    [Fact]
    public void ACueThatDoesNotFollowIsRefused()
    {
        var log = Filled([1, 2], capacity: 10);
        var next = Next(log, "x", 3);

        Assert.Throws<ArgumentException>(() => log.Append(next with { Offset = 5 }));
        Assert.Throws<ArgumentException>(() => log.Append(next with { Offset = 2 }));
        Assert.Throws<ArgumentException>(() => log.Append(next with { Epoch = "another" }));
        Assert.Equal(2, log.Head);
    }

    private static CueLog Filled(IEnumerable<long> times, int capacity)
    {
        var log = new CueLog("epoch", capacity);
        foreach (var (atMs, i) in times.Select((atMs, i) => (atMs, i)))
            log.Append(Next(log, $"cue-{i}", atMs));
        return log;
    }

    private static Cue Next(CueLog log, string clientCueId, long nowMs)
    {
        var last = log.ReadAfter(null).Cues.LastOrDefault();
        return CueLog.Next(
            SessionId.New(),
            new LogEnd(log.Epoch, log.Head, last?.AtMs ?? 0),
            new CueDraft(Instructor, "Meera", clientCueId, new CueContent(CueKinds.Text, "Hello")),
            nowMs
        );
    }
}
