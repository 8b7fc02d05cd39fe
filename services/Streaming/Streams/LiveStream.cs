using System.Collections.Concurrent;
using UpperBack.Contracts.Events;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Streams;

/// <summary>A session's stream in this process: its encoder sessions, one at a time, and its renditions.</summary>
internal sealed class LiveStream
{
    private const int MaxWaitingChanges = 1000;
    private const double MinGapMs = 1000;

    // A change of format takes its number before that is a row: so many numbers may have been seen, but not stored,
    // before a crash.
    private const int EncoderSessionsWithoutRow = 10;
    private static readonly TimeSpan MaxFinish = TimeSpan.FromSeconds(5);

    private readonly StreamParts parts;
    private readonly StreamGuard guard;
    private readonly SerialQueue changes;
    private readonly IdleTracker lastUse;
    private readonly RenditionSet renditions;
    private readonly ConcurrentDictionary<int, string> sources;
    private int lastEncoderSession;

    public LiveStream(SessionId sessionId, StoredStream stored, StreamParts parts)
    {
        this.parts = parts;
        SessionId = sessionId;
        sources = new(stored.Sources);
        lastEncoderSession = stored.LastEncoderSession + (stored.State.IsOpen ? EncoderSessionsWithoutRow : 0);
        lastUse = new IdleTracker(NowMs);
        changes = new SerialQueue(MaxWaitingChanges, ex => parts.Log.StoreFailed(ex, SessionId.Value));
        renditions = new RenditionSet(stored, ex => parts.Log.StoreFailed(ex, SessionId.Value));
        guard = new StreamGuard(sessionId, stored.State, parts, renditions.Refresh);
    }

    public SessionId SessionId { get; }

    public StreamState State => guard.State;

    /// <summary>True once this process stops.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>True when something of it is recorded.</summary>
    public bool IsRecorded => Find(Rendition.Source)?.ReadRecording(recording => recording.Last is not null) == true;

    /// <summary>True when there is a recording to be watched from its beginning to its end.</summary>
    public bool CanBeReplayed => State.Status == StreamStatus.Ended && IsRecorded;

    public long NowMs => parts.Clock.NowMs();

    /// <summary>Milliseconds on a clock that never goes back.</summary>
    public long ElapsedMs => (long)parts.Clock.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>The protocol by which it comes now, or came last; null before the first encoder session.</summary>
    public string? Source => sources.IsEmpty ? null : sources[sources.Keys.Max()];

    /// <summary>The renditions there are, the source first.</summary>
    public IEnumerable<Rendition> Renditions =>
        renditions
            .All.OrderByDescending(rendition => rendition.Name == Rendition.Source)
            .ThenByDescending(rendition => rendition.Bandwidth);

    /// <summary>A rendition by its name, or null.</summary>
    public Rendition? Find(string rendition) => renditions.Find(rendition);

    /// <summary>Milliseconds to add to the capture times of an encoder session.</summary>
    public long OffsetOf(int encoderSession) =>
        sources.GetValueOrDefault(encoderSession) == EncoderSession.Browser ? 0 : State.OffsetMs;

    /// <summary>Says that somebody needs it now.</summary>
    /// <returns>False when it was evicted a moment ago: load it again.</returns>
    public bool Touch() => lastUse.Touch(NowMs);

    /// <summary>Evicts it when nobody has needed it since a moment and nothing is going on.</summary>
    public bool TryEvict(long sinceMs) => guard.Running is null && !State.IsOpen && lastUse.TryEvict(sinceMs);

    /// <summary>Waits for the right to change its state.</summary>
    public Task<StreamGuard.Locked> LockAsync(CancellationToken ct) => guard.LockAsync(ct);

    /// <summary>Begins an encoder session; the one that runs is ended.</summary>
    public async Task<EncoderSession> OpenEncoderSessionAsync(string source, string? keyId, CancellationToken ct)
    {
        using var locked = await guard.LockAsync(ct);
        locked.Running?.End(
            new IngestTermination(
                ErrorCodes.StreamReplaced,
                "The same class is now streamed from another place. Stop one of the two."
            )
        );
        var number = lastEncoderSession + 1;
        await StreamRows.AddEncoderSessionAsync(parts.Database, SessionId, number, source, ct);
        (lastEncoderSession, sources[number]) = (number, source);
        locked.Running = new EncoderSession(this, number, source, keyId, parts);
        parts.Log.EncoderSessionBegins(SessionId.Value, number, source);
        return locked.Running;
    }

    /// <summary>Ends the running encoder session when it was let in by this key; the stream waits for
    /// another.</summary>
    public void EndEncoderSessionOf(string keyId, IngestTermination reason)
    {
        if (guard.Running is { } encoder && encoder.KeyId == keyId)
            encoder.End(reason);
    }

    /// <summary>This process stops: the running encoder session ends, and its encoder may connect to the next process.
    /// Nobody waits any longer.</summary>
    public void Close(IngestTermination reason)
    {
        IsClosing = true;
        guard.Running?.End(reason);
        renditions.Refresh();
    }

    /// <summary>Ends the stream, and its encoder session with it.</summary>
    /// <param name="reason">For the encoder.</param>
    /// <param name="missedUntilMs">When the encoder was away, it was missed until this moment.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <returns>The key by which the ended encoder session was let in, or null.</returns>
    public async Task<string?> EndAsync(IngestTermination reason, long missedUntilMs, CancellationToken ct)
    {
        using var locked = await guard.LockAsync(ct);
        var encoder = locked.Running;
        encoder?.End(reason);
        locked.Running = null;
        if (State is { Status: StreamStatus.Interrupted, BrokenMs: { } brokenMs } && missedUntilMs > brokenMs)
            await StoreGapAsync(brokenMs, missedUntilMs, StreamRows.EncoderLost);
        await FinishRecordingsAsync();
        await locked.ChangeAsync(before => before.Ended(NowMs), ct);
        return encoder?.KeyId;
    }

    /// <summary>A state that says live without an encoder session was cut off: by a crash, or while the database was
    /// away.</summary>
    public async Task RepairAsync(CancellationToken ct)
    {
        if (State.Status != StreamStatus.Live || guard.Running is not null)
            return;

        using var locked = await guard.LockAsync(ct);
        if (locked.Running is null)
            await locked.ChangeAsync(before => before.Interrupted(LastMs()), ct);
    }

    /// <summary>The number under which an encoder session goes on after its format changed.</summary>
    public int BeginNextEncoderSession(EncoderSession encoder)
    {
        var number = Interlocked.Increment(ref lastEncoderSession);
        sources[number] = encoder.Source;
        changes.TryAdd(() =>
            StreamRows.AddEncoderSessionAsync(parts.Database, SessionId, number, encoder.Source, CancellationToken.None)
        );
        return number;
    }

    /// <summary>Opens a rendition, which exists from then on, for an encoder session.</summary>
    public RenditionFeed OpenFeed(
        string name,
        int encoderSession,
        EncoderSessionClock clock,
        double shiftSeconds,
        Action<PackagedPart, double>? appended = null
    ) => new(this, renditions.FindOrBegin(name, NowMs), encoderSession, clock, shiftSeconds, appended);

    /// <summary>The first parts of an encoder session are here.</summary>
    public void GoLive(EncoderSession encoder) => ChangeWhileRunning(encoder, before => before.Live(NowMs));

    /// <summary>A track of an encoder session does not come, or is back.</summary>
    public void NoteMissing(EncoderSession encoder, string? track) =>
        ChangeWhileRunning(encoder, before => before.Lacks(track));

    /// <summary>The connection of an encoder session is closed.</summary>
    public void Leave(EncoderSession encoder) =>
        changes.TryAdd(async () =>
        {
            using var locked = await guard.LockAsync(CancellationToken.None);
            if (locked.Running != encoder)
                return;

            locked.Running = null;
            if (encoder.IsStopped)
                await FinishRecordingsAsync();
            await locked.ChangeAsync(
                before => encoder.IsStopped ? before.Ended(NowMs) : before.Interrupted(LastMs()),
                CancellationToken.None
            );
        });

    /// <summary>Video begins again after some was missed. What was missed between two streams that were ended was not
    /// missed.</summary>
    public void NoteGap(double pdtMs, bool isNewEncoderSession)
    {
        if (
            Find(Rendition.Source)?.EndMs is { } endMs
            && pdtMs - endMs > MinGapMs
            && (!isNewEncoderSession || State.IsOpen)
        )
            AddGap(endMs, pdtMs, isNewEncoderSession ? StreamRows.EncoderLost : StreamRows.FramesMissing);
    }

    /// <summary>Records a finished segment, in the background.</summary>
    public void Record(Rendition rendition, LiveSegment segment)
    {
        var recording = State.Recording;
        if (!rendition.RecordingQueue.TryAdd(() => parts.Recorder.RecordAsync(this, recording, rendition, segment)))
            NotRecorded(rendition, segment, null);
    }

    /// <summary>A segment could not be recorded: live goes on, the recording has a hole.</summary>
    public void NotRecorded(Rendition rendition, LiveSegment segment, Exception? ex)
    {
        parts.Log.SegmentLost(ex, SessionId.Value, rendition.Name, segment.Number);
        if (rendition.Name == Rendition.Source)
            AddGap(segment.PdtMs, segment.PdtMs + (segment.DurationSeconds * 1000), StreamRows.NotRecorded);
    }

    /// <summary>A client may request the replay as soon as the stream has ended, so its last segments are recorded
    /// first, unless the store is away.</summary>
    public Task FinishRecordingsAsync() =>
        Task.WhenAny(renditions.FlushAsync(CancellationToken.None), Task.Delay(MaxFinish, parts.Clock));

    /// <summary>Returns once all that was handed to the background is done.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await renditions.FlushAsync(ct);
        await changes.FlushAsync(ct);
    }

    private void ChangeWhileRunning(EncoderSession encoder, Func<StreamState, StreamState> change) =>
        changes.TryAdd(async () =>
        {
            using var locked = await guard.LockAsync(CancellationToken.None);
            if (locked.Running == encoder)
                await locked.ChangeAsync(change, CancellationToken.None);
        });

    private long LastMs() => Find(Rendition.Source)?.EndMs is { } endMs ? Math.Min((long)endMs, NowMs) : NowMs;

    private void AddGap(double fromMs, double toMs, string reason) =>
        changes.TryAdd(() => StoreGapAsync(fromMs, toMs, reason));

    private Task StoreGapAsync(double fromMs, double toMs, string reason) =>
        StreamRows.AddGapAsync(parts.Database, SessionId, (long)fromMs, (long)toMs, reason, CancellationToken.None);
}
