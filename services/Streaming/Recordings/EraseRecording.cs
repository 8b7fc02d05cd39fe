using UpperBack.Contracts;
using UpperBack.Kernel.Problems;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Recordings;

/// <summary>Erases what is recorded of a stream: nobody is given any of it from the commit on, and its objects follow.
/// What is recorded later, when the class goes on, is another recording.</summary>
internal sealed class EraseRecording(RecordingRetentionWorker sweeper)
{
    /// <summary>Erases it; a refusal while the stream is on.</summary>
    /// <param name="stream">Whose recording.</param>
    /// <param name="why">What people are told, see <see cref="RecordingState"/>.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async Task<Problem?> RunAsync(LiveStream stream, string why, CancellationToken ct)
    {
        var isOn = false;
        await stream.LockAsync(
            async () =>
            {
                isOn = stream.State.IsOpen;
                if (!isOn)
                    await EraseAsync(stream, why, ct);
            },
            ct
        );
        sweeper.Trigger();
        return isOn
            ? Problem.Of(ErrorCodes.StreamOn, "The stream is still on. Stop it first, or wait until its class is over.")
            : null;
    }

    private static async Task EraseAsync(LiveStream stream, string why, CancellationToken ct)
    {
        await stream.FinishRecordingsAsync();
        var (sessionId, folder) = (
            stream.SessionId,
            SegmentRecorder.FolderOf(stream.SessionId, stream.State.Recording)
        );
        var isRecorded = stream.Find(Rendition.Source)?.ReadRecording(recording => recording.Last is not null) == true;
        await stream.ChangeAsync(
            before =>
                before with
                {
                    Recording = before.Recording + 1,
                    RecordingGone = isRecorded ? why : before.RecordingGone,
                },
            ct,
            async work =>
            {
                await work.ExecuteAsync("delete from segments where session_id = @sessionId", new { sessionId }, ct);
                await work.ExecuteAsync("delete from inits where session_id = @sessionId", new { sessionId }, ct);
                await work.ExecuteAsync(
                    "insert into deletions (folder, decided_at) values (@folder, @Now) on conflict (folder) do nothing",
                    new { folder, work.Now },
                    ct
                );
            }
        );
        foreach (var rendition in stream.Renditions)
            rendition.Erase();
    }
}
