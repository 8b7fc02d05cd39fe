using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Tests.Storage;

public sealed class RecordingIndexTests
{
    [Fact]
    public void ARecordingListsItsHolesAndFindsItsSegments()
    {
        var recording = new RecordingIndex([
            Recorded(1, 1, 1000),
            Recorded(2, 1, 3000),
            Recorded(4, 1, 7000),
            Recorded(5, 2, 6000),
        ]);
        var listed = recording.List(encoderSession => encoderSession == 1 ? 500 : 0);
        Assert.Equal([false, false, true, true], listed.Select(segment => segment.IsDiscontinuity));
        Assert.Equal([1500, 3500, 7500, 7500], listed.Select(segment => segment.ProgramDateTimeMs));
        Assert.Equal(4, recording.Find(4)!.Number);
        Assert.Null(recording.Find(3));
        Assert.Null(recording.Find(6));
        Assert.Null(new RecordingIndex([]).Find(1));
    }

    private static RecordedSegment Recorded(long number, int encoderSession, double pdtMs) =>
        new(number, encoderSession, 0, 2, pdtMs, 100, false, 1, 0);
}
