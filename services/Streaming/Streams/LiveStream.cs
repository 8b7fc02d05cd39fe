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

/// <summary>A session's stream in this process: its takes, one at a time, and its renditions. What happens to its state happens inside
/// its gate and is in SQL before it counts.</summary>
internal sealed class LiveStream
{
    private const int MostWaitingNotes = 1000;
    private const double ShortestGapMs = 1000;

    // A change of format takes its number before that is a row: a crash may leave so many numbers seen, and yet not stored.
    private const int TakesWithoutRow = 10;
    private static readonly TimeSpan LongestFinish = TimeSpan.FromSeconds(5);

    private readonly StreamParts parts;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly BackgroundLine notes;
    private readonly LastUse lastUse;
    private readonly RenditionSet renditions;
    private readonly ConcurrentDictionary<int, string> sources;
    private volatile StreamState state;
    private volatile Take? current;
    private int lastTake;

    public LiveStream(SessionId sessionId, StoredStream stored, StreamParts parts)
    {
        this.parts = parts;
        SessionId = sessionId;
        state = stored.State;
        sources = new(stored.Sources);
        lastTake = stored.LastTake + (state.IsOpen ? TakesWithoutRow : 0);
        lastUse = new LastUse(NowMs);
        notes = new BackgroundLine(MostWaitingNotes, failure => parts.Log.NoteFailed(failure, SessionId.Value));
        renditions = new RenditionSet(stored, failure => parts.Log.NoteFailed(failure, SessionId.Value));
    }

    public SessionId SessionId { get; }

    public StreamState State => state;

    /// <summary>True once this process stops.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>True when there is a recording to be watched from its beginning to its end.</summary>
    public bool CanBeReplayed => state.Status == StreamStatus.Ended && Find(Rendition.Source)?.LookAtTape(tape => tape.Last is not null) == true;

    public long NowMs => parts.Clock.NowMs();

    /// <summary>Milliseconds on a clock that never goes back.</summary>
    public long ElapsedMs => (long)parts.Clock.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>Where the encoder's words come from now, or came from last; null before the first take.</summary>
    public string? Source => sources.IsEmpty ? null : sources[sources.Keys.Max()];

    /// <summary>The renditions there are, the source first.</summary>
    public IEnumerable<Rendition> Renditions => renditions.All.OrderByDescending(rendition => rendition.Name == Rendition.Source).ThenByDescending(rendition => rendition.Bandwidth);

    /// <summary>A rendition by its name, or null.</summary>
    public Rendition? Find(string rendition) => renditions.Find(rendition);

    /// <summary>Milliseconds to add to the capture times of a take.</summary>
    public long OffsetOf(int take) => sources.GetValueOrDefault(take) == Take.Browser ? 0 : state.OffsetMs;

    /// <summary>Says that somebody needs it now.</summary>
    /// <returns>False when it was let go a moment ago: load it again.</returns>
    public bool Touch() => lastUse.Touch(NowMs);

    /// <summary>Lets it go when nobody has needed it since a moment and nothing is going on.</summary>
    public bool TryForget(long sinceMs) => current is null && !state.IsOpen && lastUse.TryLetGo(sinceMs);

    /// <summary>Begins a take; the one that runs is ended.</summary>
    public async Task<Take> OpenTakeAsync(string source, string? keyId, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            current?.End(new IngestEnd(ErrorCodes.StreamReplaced, "The same class is now streamed from another place. Stop one of the two."));
            var number = lastTake + 1;
            await StreamRows.AddTakeAsync(parts.Database, SessionId, number, source, ct);
            (lastTake, sources[number]) = (number, source);
            current = new Take(this, number, source, keyId, parts);
            parts.Log.TakeBegins(SessionId.Value, number, source);
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends the running take, when it was let in by this key; the stream waits for another.</summary>
    public void EndTakeOf(string keyId, IngestEnd reason)
    {
        if (current is { } take && take.KeyId == keyId)
            take.End(reason);
    }

    /// <summary>This process stops: the running take ends, its encoder may come back to the next; and nobody waits any longer.</summary>
    public void Close(IngestEnd reason)
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
    public async Task<string?> EndAsync(IngestEnd reason, long missedUntilMs, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var take = current;
            take?.End(reason);
            current = null;
            if (state is { Status: StreamStatus.Interrupted, BrokenMs: { } brokenMs } && missedUntilMs > brokenMs)
                NoteGap(brokenMs, missedUntilMs, StreamRows.EncoderLost);
            await FinishTapesAsync();
            await ChangeAsync(before => before.Ended(NowMs), ct);
            return take?.KeyId;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Does something with the state at rest.</summary>
    public async Task EnterAsync(Func<Task> action, CancellationToken ct)
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

    /// <summary>Changes the state: rows first, with whatever else must change with them. Inside <see cref="EnterAsync"/>.</summary>
    public async Task ChangeAsync(Func<StreamState, StreamState> change, CancellationToken ct, Func<UnitOfWork, Task>? also = null)
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

    /// <summary>What says it is live, but has no take, was cut off: by a crash, or while the database was away.</summary>
    public Task RepairAsync(CancellationToken ct) => state.Status != StreamStatus.Live || current is not null
        ? Task.CompletedTask
        : EnterAsync(() => current is null ? ChangeAsync(before => before.Interrupted(LastMs()), ct) : Task.CompletedTask, ct);

    /// <summary>The number for what a take goes on with after its format changed.</summary>
    public int BeginNextTake(Take take)
    {
        var number = Interlocked.Increment(ref lastTake);
        sources[number] = take.Source;
        notes.TryAdd(() => StreamRows.AddTakeAsync(parts.Database, SessionId, number, take.Source, CancellationToken.None));
        return number;
    }

    /// <summary>Opens a rendition, which exists from then on, for a take.</summary>
    public RenditionFeed OpenFeed(string name, int take, TakeClock clock, double shiftSeconds, Action<PackagedPart, double>? appended = null) =>
        new(this, renditions.FindOrBegin(name, NowMs), take, clock, shiftSeconds, appended);

    /// <summary>Parts of a take are here.</summary>
    public void GoLive(Take take) => notes.TryAdd(() => EnterAsync(
        () => current == take ? ChangeAsync(before => before.Live(NowMs), CancellationToken.None) : Task.CompletedTask, CancellationToken.None));

    /// <summary>Something of a take does not come, or is back.</summary>
    public void NoteMissing(Take take, string? what) => notes.TryAdd(() => EnterAsync(
        () => current == take ? ChangeAsync(before => before.Lacks(what), CancellationToken.None) : Task.CompletedTask, CancellationToken.None));

    /// <summary>A take's reader is gone.</summary>
    public void Leave(Take take) => notes.TryAdd(() => EnterAsync(
        async () =>
        {
            if (current != take)
                return;
            current = null;
            if (take.IsStopped)
                await FinishTapesAsync();
            await ChangeAsync(before => take.IsStopped ? before.Ended(NowMs) : before.Interrupted(LastMs()), CancellationToken.None);
        },
        CancellationToken.None));

    /// <summary>Pictures begin again after some were missed. What was missed between two streams that were ended was not missed.</summary>
    public void NoteGap(double pdtMs, bool isNewTake)
    {
        if (Find(Rendition.Source)?.EndMs is { } endMs && pdtMs - endMs > ShortestGapMs && (!isNewTake || state.IsOpen))
            NoteGap(endMs, pdtMs, isNewTake ? StreamRows.EncoderLost : StreamRows.FramesMissing);
    }

    /// <summary>Puts a finished segment onto the tape, in the background.</summary>
    public void Keep(Rendition rendition, LiveSegment segment)
    {
        var recording = state.Recording;
        if (!rendition.Taping.TryAdd(() => parts.Recorder.KeepAsync(this, recording, rendition, segment)))
            NotRecorded(rendition, segment, null);
    }

    /// <summary>A segment could not be kept: live goes on, the recording has a hole.</summary>
    public void NotRecorded(Rendition rendition, LiveSegment segment, Exception? failure)
    {
        parts.Log.SegmentLost(failure, SessionId.Value, rendition.Name, segment.Number);
        if (rendition.Name == Rendition.Source)
            NoteGap(segment.PdtMs, segment.PdtMs + (segment.DurationSeconds * 1000), StreamRows.NotRecorded);
    }

    /// <summary>Who hears that a stream ended may ask for its replay: so its last segments are on the tape first, unless the store is away.</summary>
    public Task FinishTapesAsync() => Task.WhenAny(renditions.FlushAsync(CancellationToken.None), Task.Delay(LongestFinish, parts.Clock));

    /// <summary>Returns once all that was handed to the background is done.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await renditions.FlushAsync(ct);
        await notes.FlushAsync(ct);
    }

    private long LastMs() => Find(Rendition.Source)?.EndMs is { } endMs ? Math.Min((long)endMs, NowMs) : NowMs;

    private void NoteGap(double fromMs, double toMs, string reason) =>
        notes.TryAdd(() => StreamRows.AddGapAsync(parts.Database, SessionId, (long)fromMs, (long)toMs, reason, CancellationToken.None));
}
