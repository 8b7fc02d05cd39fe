using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Recordings;

/// <summary>Erases what is recorded of a stream: from the commit on nobody gets any of it, and its objects are deleted
/// soon after. What is recorded later, when the class goes on, is another recording.</summary>
internal sealed class EraseRecording(ErasureSignal signal)
{
    /// <summary>Erases it; a refusal while the stream is on.</summary>
    /// <param name="stream">Whose recording.</param>
    /// <param name="why">The state that people read afterwards, see <see cref="RecordingState"/>.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async Task<Problem?> RunAsync(LiveStream stream, string why, CancellationToken ct)
    {
        using var locked = await stream.LockAsync(ct);
        if (stream.State.IsOpen)
            return Problem.Of(
                ErrorCodes.StreamOn,
                "The stream is still on. Stop it first, or wait until its class is over."
            );

        await EraseAsync(stream, locked, why, ct);
        signal.Erased.Set();
        return null;
    }

    private static async Task EraseAsync(LiveStream stream, StreamGuard.Locked locked, string why, CancellationToken ct)
    {
        await stream.FinishRecordingsAsync();
        var (sessionId, isRecorded) = (stream.SessionId, stream.IsRecorded);
        var folder = SegmentRecorder.FolderOf(sessionId, stream.State.Recording);
        await locked.ChangeAsync(
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
