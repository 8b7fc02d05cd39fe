using UpperBack.Streaming.Origin;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Recordings;

namespace UpperBack.Streaming.Streams;

/// <summary>One way in which a stream can be watched: its live window, its tape, and who waits for what comes next.
/// Safe from any thread.</summary>
internal sealed class Rendition(
    string name,
    (long Segment, long Discontinuities) first,
    IEnumerable<EncoderSessionInit> knownInits,
    RecordingIndex recording,
    Action<Exception> tapingFailed
)
{
    /// <summary>The picture as it came, with its sound.</summary>
    public const string Source = "source";

    /// <summary>The sound alone.</summary>
    public const string Audio = "audio";

    // A minute, as far as an encoder may be ahead of time: a store that is away for longer leaves a hole, not a full
    // memory.
    private const int MaxWaitingSegments = 32;

    private readonly Lock gate = new();
    private readonly LiveWindow window = Resume(first.Segment, first.Discontinuities, recording);
    private readonly Dictionary<int, EncoderSessionInit> inits = knownInits.ToDictionary(init => init.EncoderSession);
    private TaskCompletionSource changed = NewSignal();
    private int currentEncoderSession;
    private long version;
    private long tapeVersion;
    private long peakBitsPerSecond = recording.PeakBitsPerSecond;

    public string Name => name;

    /// <summary>Puts finished segments onto the tape, one after another.</summary>
    public SerialQueue RecordingQueue { get; } = new(MaxWaitingSegments, tapingFailed);

    /// <summary>When what is there ends, as a moment of capture, Unix milliseconds; null before there was
    /// anything.</summary>
    public double? EndMs
    {
        get
        {
            lock (gate)
            {
                return window.EndMs
                    ?? (recording.Last is { } recorded ? recorded.PdtMs + (recorded.DurationSeconds * 1000) : null);
            }
        }
    }

    /// <summary>What its newest take begins with; null before there was one.</summary>
    public EncoderSessionInit? Newest
    {
        get
        {
            lock (gate)
                return inits.Count == 0 ? null : inits[inits.Keys.Max()];
        }
    }

    /// <summary>True once its newest take is over here.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Bits a second to announce: the highest of any segment so far.</summary>
    public long Bandwidth => Interlocked.Read(ref peakBitsPerSecond);

    /// <summary>Its playlists as texts.</summary>
    public RenditionPlaylists Playlists { get; } = new();

    /// <summary>Rises with every change of what its live playlist says.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Rises with every change of what its other playlists say.</summary>
    public long RecordingVersion => Interlocked.Read(ref tapeVersion);

    /// <summary>Number of the segment that comes next, and of the discontinuities before it: where a rendition that
    /// begins now begins.</summary>
    public (long Segment, long Discontinuities) Position => Look(_ => (window.NextSegment, window.Discontinuities));

    /// <summary>The next part: its segment, what that is called when it is known, and its place in it.</summary>
    public (long Segment, SegmentName? Name, int Part, bool IsEmpty) LiveEdge =>
        Look(window => (window.NextSegment, window.NextName, window.NextPart, window.IsEmpty));

    /// <summary>A take begins: what follows is of it, and what still comes of an earlier one is not taken.</summary>
    /// <param name="take">Its number.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    /// <returns>The number of its first segment, and the segment of the earlier take that this finished.</returns>
    public (long FirstSegment, LiveSegment? Finished) Begin(int take, double nowMs)
    {
        lock (gate)
        {
            currentEncoderSession = take;
            IsOver = false;
            var finished = window.Finish();
            window.Begin(take, nowMs);
            return (window.NextSegment, finished);
        }
    }

    /// <summary>Whether its newest take ended here before it did at the source: what makes this rendition
    /// failed.</summary>
    public bool IsLostBeside(Rendition? source) =>
        IsOver && source is { IsOver: false } && Newest?.EncoderSession == source.Newest?.EncoderSession;

    /// <summary>Says what the take begins with; before its first part.</summary>
    public void Introduce(EncoderSessionInit init)
    {
        lock (gate)
            inits[init.EncoderSession] = init;
    }

    /// <summary>Adds a part, and wakes whoever waits for it.</summary>
    /// <returns>The segment that it finished, or null.</returns>
    public LiveSegment? Append(PackagedPart part, int take, double pdtMs)
    {
        lock (gate)
        {
            if (take != currentEncoderSession)
                return null;

            var finished = window.Append(part, take, pdtMs);
            Announce(window.Last!);
            Wake();
            return finished;
        }
    }

    /// <summary>A take is over: its last segment is finished as it is.</summary>
    /// <returns>That segment; null when it was finished already.</returns>
    public LiveSegment? Finish(int take)
    {
        lock (gate)
        {
            if (take != currentEncoderSession)
                return null;

            IsOver = true;
            if (window.Finish() is not { } finished)
                return null;

            Wake();
            return finished;
        }
    }

    /// <summary>The stream's state changed, and with it what playlists say: everybody who waits looks again.</summary>
    public void Refresh()
    {
        Interlocked.Increment(ref tapeVersion);
        lock (gate)
            Wake();
    }

    /// <summary>Looks at the live window.</summary>
    public T Look<T>(Func<LiveWindow, T> read)
    {
        lock (gate)
            return read(window);
    }

    /// <summary>Looks at the tape.</summary>
    public T ReadRecording<T>(Func<RecordingIndex, T> read)
    {
        lock (gate)
            return read(recording);
    }

    /// <summary>Completes at the next change of the live window. Take it before looking, lest a change between the two
    /// be missed.</summary>
    public Task NextChange => Volatile.Read(ref changed).Task;

    /// <summary>The bytes a take begins with, or null.</summary>
    public EncoderSessionInit? FindInit(int take)
    {
        lock (gate)
            return inits.GetValueOrDefault(take);
    }

    /// <summary>A segment is on the tape for good.</summary>
    public void Record(RecordedSegment segment)
    {
        lock (gate)
            recording.Add(segment);
        Interlocked.Increment(ref tapeVersion);
    }

    /// <summary>Nothing is recorded any more.</summary>
    public void Erase()
    {
        lock (gate)
            recording.Clear();
        Interlocked.Increment(ref tapeVersion);
    }

    private static LiveWindow Resume(long firstSegment, long discontinuities, RecordingIndex recording)
    {
        var window = new LiveWindow(firstSegment, discontinuities);
        window.Resume(recording.Segments);
        return window;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Announce(LiveSegment segment)
    {
        // A part alone says little: its key frame is most of it.
        if (segment.DurationSeconds >= 1 || Bandwidth == 0)
            Interlocked.Exchange(
                ref peakBitsPerSecond,
                Math.Max(Bandwidth, (long)(segment.Length * 8 / Math.Max(segment.DurationSeconds, 0.1)))
            );
    }

    private void Wake()
    {
        version++;
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }
}
