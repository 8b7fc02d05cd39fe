using System.Collections.Concurrent;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Time;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Recordings;

namespace UpperBack.Streaming.Streams;

/// <summary>A session's stream in this process: its takes, one at a time, and its renditions. What happens to its state
/// happens inside its gate and is in SQL before it counts.</summary>
internal sealed class LiveStream
{
    private const int MaxWaitingNotes = 1000;
    private const double MinGapMs = 1000;

    // A change of format takes its number before that is a row: a crash may leave so many numbers seen, and yet not
    // stored.
    private const int EncoderSessionsWithoutRow = 10;
    private static readonly TimeSpan MaxFinish = TimeSpan.FromSeconds(5);

    private readonly StreamParts parts;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SerialQueue notes;
    private readonly IdleTracker lastUse;
    private readonly RenditionSet renditions;
    private readonly ConcurrentDictionary<int, string> sources;
    private volatile StreamState state;
    private volatile EncoderSession? current;
    private int lastEncoderSession;

    public LiveStream(SessionId sessionId, StoredStream stored, StreamParts parts)
    {
        this.parts = parts;
        SessionId = sessionId;
        state = stored.State;
        sources = new(stored.Sources);
        lastEncoderSession = stored.LastEncoderSession + (state.IsOpen ? EncoderSessionsWithoutRow : 0);
        lastUse = new IdleTracker(NowMs);
        notes = new SerialQueue(MaxWaitingNotes, failure => parts.Log.NoteFailed(failure, SessionId.Value));
        renditions = new RenditionSet(stored, failure => parts.Log.NoteFailed(failure, SessionId.Value));
    }

    public SessionId SessionId { get; }

    public StreamState State => state;

    /// <summary>True once this process stops.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>True when there is a recording to be watched from its beginning to its end.</summary>
    public bool CanBeReplayed =>
        state.Status == StreamStatus.Ended
        && Find(Rendition.Source)?.ReadRecording(recording => recording.Last is not null) == true;

    public long NowMs => parts.Clock.NowMs();

    /// <summary>Milliseconds on a clock that never goes back.</summary>
    public long ElapsedMs => (long)parts.Clock.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>Where the encoder's words come from now, or came from last; null before the first take.</summary>
    public string? Source => sources.IsEmpty ? null : sources[sources.Keys.Max()];

    /// <summary>The renditions there are, the source first.</summary>
    public IEnumerable<Rendition> Renditions =>
        renditions
            .All.OrderByDescending(rendition => rendition.Name == Rendition.Source)
            .ThenByDescending(rendition => rendition.Bandwidth);

    /// <summary>A rendition by its name, or null.</summary>
    public Rendition? Find(string rendition) => renditions.Find(rendition);

    /// <summary>Milliseconds to add to the capture times of a take.</summary>
    public long OffsetOf(int take) => sources.GetValueOrDefault(take) == EncoderSession.Browser ? 0 : state.OffsetMs;

    /// <summary>Says that somebody needs it now.</summary>
    /// <returns>False when it was let go a moment ago: load it again.</returns>
    public bool Touch() => lastUse.Touch(NowMs);

    /// <summary>Lets it go when nobody has needed it since a moment and nothing is going on.</summary>
    public bool TryEvict(long sinceMs) => current is null && !state.IsOpen && lastUse.TryLetGo(sinceMs);

    /// <summary>Begins a take; the one that runs is ended.</summary>
    public async Task<EncoderSession> OpenTakeAsync(string source, string? keyId, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            current?.End(
                new IngestTermination(
                    ErrorCodes.StreamReplaced,
                    "The same class is now streamed from another place. Stop one of the two."
                )
            );
            var number = lastEncoderSession + 1;
            await StreamRows.AddTakeAsync(parts.Database, SessionId, number, source, ct);
            (lastEncoderSession, sources[number]) = (number, source);
            current = new EncoderSession(this, number, source, keyId, parts);
            parts.Log.EncoderSessionBegins(SessionId.Value, number, source);
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends the running take, when it was let in by this key; the stream waits for another.</summary>
    public void EndTakeOf(string keyId, IngestTermination reason)
    {
        if (current is { } encoder && encoder.KeyId == keyId)
            encoder.End(reason);
    }

    /// <summary>This process stops: the running take ends, its encoder may come back to the next; and nobody waits any
    /// longer.</summary>
    public void Close(IngestTermination reason)
    {
        IsClosing = true;
        current?.End(reason);
        renditions.Refresh();
    }

    /// <summary>Ends the stream, and its take with it.</summary>
    /// <param name="reason">For the encoder.</param>
    /// <param name="missedUntilMs">When the encoder was away, it was missed until this moment.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <returns>The key by which the ended take was let in, or null.</returns>
    public async Task<string?> EndAsync(IngestTermination reason, long missedUntilMs, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var encoder = current;
            encoder?.End(reason);
            current = null;
            if (state is { Status: StreamStatus.Interrupted, BrokenMs: { } brokenMs } && missedUntilMs > brokenMs)
                NoteGap(brokenMs, missedUntilMs, StreamRows.EncoderLost);
            await FinishRecordingsAsync();
            await ChangeAsync(before => before.Ended(NowMs), ct);
            return encoder?.KeyId;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Does something with the state at rest.</summary>
    public async Task LockAsync(Func<Task> action, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await action();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Changes the state: rows first, with whatever else must change with them. Inside <see
    /// cref="LockAsync"/>.</summary>
    public async Task ChangeAsync(
        Func<StreamState, StreamState> change,
        CancellationToken ct,
        Func<UnitOfWork, Task>? also = null
    )
    {
        var next = change(state);
        if (next == state)
            return;

        await StreamRows.SaveAsync(parts.Database, SessionId, state, next, also, ct);
        var statusChanged = state.Status != next.Status;
        state = next;
        if (statusChanged)
            parts.Log.StatusChanged(SessionId.Value, next.Status);
        renditions.Refresh();
    }

    /// <summary>What says it is live, but has no take, was cut off: by a crash, or while the database was
    /// away.</summary>
    public Task RepairAsync(CancellationToken ct) =>
        state.Status != StreamStatus.Live || current is not null
            ? Task.CompletedTask
            : LockAsync(
                () => current is null ? ChangeAsync(before => before.Interrupted(LastMs()), ct) : Task.CompletedTask,
                ct
            );

    /// <summary>The number for what a take goes on with after its format changed.</summary>
    public int BeginNextEncoderSession(EncoderSession encoder)
    {
        var number = Interlocked.Increment(ref lastEncoderSession);
        sources[number] = encoder.Source;
        notes.TryAdd(() =>
            StreamRows.AddTakeAsync(parts.Database, SessionId, number, encoder.Source, CancellationToken.None)
        );
        return number;
    }

    /// <summary>Opens a rendition, which exists from then on, for a take.</summary>
    public RenditionFeed OpenFeed(
        string name,
        int take,
        EncoderSessionClock clock,
        double shiftSeconds,
        Action<PackagedPart, double>? appended = null
    ) => new(this, renditions.FindOrBegin(name, NowMs), take, clock, shiftSeconds, appended);

    /// <summary>Parts of a take are here.</summary>
    public void GoLive(EncoderSession encoder) =>
        notes.TryAdd(() =>
            LockAsync(
                () =>
                    current == encoder
                        ? ChangeAsync(before => before.Live(NowMs), CancellationToken.None)
                        : Task.CompletedTask,
                CancellationToken.None
            )
        );

    /// <summary>Something of a take does not come, or is back.</summary>
    public void NoteMissing(EncoderSession encoder, string? what) =>
        notes.TryAdd(() =>
            LockAsync(
                () =>
                    current == encoder
                        ? ChangeAsync(before => before.Lacks(what), CancellationToken.None)
                        : Task.CompletedTask,
                CancellationToken.None
            )
        );

    /// <summary>A take's reader is gone.</summary>
    public void Leave(EncoderSession encoder) =>
        notes.TryAdd(() =>
            LockAsync(
                async () =>
                {
                    if (current != encoder)
                        return;
                    current = null;
                    if (encoder.IsStopped)
                        await FinishRecordingsAsync();
                    await ChangeAsync(
                        before => encoder.IsStopped ? before.Ended(NowMs) : before.Interrupted(LastMs()),
                        CancellationToken.None
                    );
                },
                CancellationToken.None
            )
        );

    /// <summary>Pictures begin again after some were missed. What was missed between two streams that were ended was
    /// not missed.</summary>
    public void NoteGap(double pdtMs, bool isNewTake)
    {
        if (Find(Rendition.Source)?.EndMs is { } endMs && pdtMs - endMs > MinGapMs && (!isNewTake || state.IsOpen))
            NoteGap(endMs, pdtMs, isNewTake ? StreamRows.EncoderLost : StreamRows.FramesMissing);
    }

    /// <summary>Puts a finished segment onto the tape, in the background.</summary>
    public void Keep(Rendition rendition, LiveSegment segment)
    {
        var recording = state.Recording;
        if (!rendition.RecordingQueue.TryAdd(() => parts.Recorder.KeepAsync(this, recording, rendition, segment)))
            NotRecorded(rendition, segment, null);
    }

    /// <summary>A segment could not be kept: live goes on, the recording has a hole.</summary>
    public void NotRecorded(Rendition rendition, LiveSegment segment, Exception? failure)
    {
        parts.Log.SegmentLost(failure, SessionId.Value, rendition.Name, segment.Number);
        if (rendition.Name == Rendition.Source)
            NoteGap(segment.PdtMs, segment.PdtMs + (segment.DurationSeconds * 1000), StreamRows.NotRecorded);
    }

    /// <summary>Who hears that a stream ended may ask for its replay: so its last segments are on the tape first,
    /// unless the store is away.</summary>
    public Task FinishRecordingsAsync() =>
        Task.WhenAny(renditions.FlushAsync(CancellationToken.None), Task.Delay(MaxFinish, parts.Clock));

    /// <summary>Returns once all that was handed to the background is done.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await renditions.FlushAsync(ct);
        await notes.FlushAsync(ct);
    }

    private long LastMs() => Find(Rendition.Source)?.EndMs is { } endMs ? Math.Min((long)endMs, NowMs) : NowMs;

    private void NoteGap(double fromMs, double toMs, string reason) =>
        notes.TryAdd(() =>
            StreamRows.AddGapAsync(parts.Database, SessionId, (long)fromMs, (long)toMs, reason, CancellationToken.None)
        );
}
