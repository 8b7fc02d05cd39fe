using System.Buffers;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Streams;

/// <summary>Records finished segments: first the object, then its row, then its place in the playlists. A process that
/// dies in between leaves an object that nobody lists.</summary>
internal sealed class SegmentRecorder(StreamingDatabase database, IRecordingStore store, TimeProvider clock)
{
    private const int Tries = 3;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopped = new();

    /// <summary>Records nothing more: this process stops, and has waited long enough.</summary>
    public void Stop() => stopped.Cancel();

    /// <summary>Folder of one of a session's recordings.</summary>
    public static string FolderOf(SessionId sessionId, int recording) =>
        FormattableString.Invariant($"{sessionId}/{recording}");

    /// <summary>Path of a segment.</summary>
    public static string PathOf(SessionId sessionId, int recording, string rendition, SegmentName name) =>
        FormattableString.Invariant($"{FolderOf(sessionId, recording)}/{rendition}/{name}.m4s");

    /// <summary>Records a segment, and tries again when that fails; in the end the recording has a hole.</summary>
    public async Task RecordAsync(LiveStream stream, int recording, Rendition rendition, LiveSegment segment)
    {
        var init = rendition.FindInit(segment.EncoderSession)!;
        var recorded = new RecordedSegment(
            Number: segment.Number,
            EncoderSession: segment.EncoderSession,
            StartSeconds: segment.StartSeconds,
            DurationSeconds: segment.DurationSeconds,
            PdtMs: segment.PdtMs,
            Bytes: segment.Length,
            IsDiscontinuity: segment.IsDiscontinuity,
            Run: segment.Name.Run,
            Discontinuities: segment.Discontinuities
        );
        var bytes = ArrayPool<byte>.Shared.Rent(segment.Length);
        try
        {
            segment.CopyTo(bytes);
            for (var attempt = 1; !stopped.IsCancellationRequested; attempt++)
            {
                try
                {
                    using var timeout = new CancellationTokenSource(Timeout, clock);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopped.Token);
                    await store.WriteAsync(
                        PathOf(stream.SessionId, recording, rendition.Name, segment.Name),
                        bytes.AsMemory(0, segment.Length),
                        either.Token
                    );
                    await RecordingRows.AddAsync(
                        database,
                        stream.SessionId,
                        rendition.Name,
                        init,
                        recorded,
                        either.Token
                    );
                    rendition.Record(recorded);
                    return;
                }
                catch (Exception ex) when (!stopped.IsCancellationRequested)
                {
                    // Each store has exceptions of its own; whichever it is, live goes on without.
                    if (attempt < Tries)
                        await Task.Delay(RetryDelay, clock, stopped.Token)
                            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    else
                    {
                        stream.NotRecorded(rendition, segment, ex);
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // What is not finished now is not recorded, as after a crash.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
