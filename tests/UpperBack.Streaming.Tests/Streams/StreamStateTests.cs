using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Streams;

public sealed class StreamStateTests
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
}
