using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Streams;

/// <summary>One quality of a stream: its live window, its recording, and the signal for those who wait for what comes
/// next. Safe from any thread.</summary>
internal sealed class Rendition(
    string name,
    (long Segment, long Discontinuities) first,
    IEnumerable<EncoderSessionInit> knownInits,
    RecordingIndex recording,
    Action<Exception> recordingFailed
)
{
    /// <summary>Video and audio as they came.</summary>
    public const string Source = "source";

    /// <summary>The audio alone.</summary>
    public const string Audio = "audio";

    // A minute, as far as an encoder may be ahead of time: a store that is away for longer leaves a hole in the
    // recording instead of filling the memory.
    private const int MaxWaitingSegments = 32;

    private readonly Lock gate = new();
    private readonly LiveWindow window = Resume(first.Segment, first.Discontinuities, recording);
    private readonly Dictionary<int, EncoderSessionInit> inits = knownInits.ToDictionary(init => init.EncoderSession);
    private TaskCompletionSource changed = NewSignal();
    private int currentEncoderSession;
    private long version;
    private long recordingVersion;
    private long peakBitsPerSecond = recording.PeakBitsPerSecond;

    public string Name => name;

    /// <summary>Records finished segments, one after another.</summary>
    public SerialQueue RecordingQueue { get; } = new(MaxWaitingSegments, recordingFailed);

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

    /// <summary>What its newest encoder session begins with; null before there was one.</summary>
    public EncoderSessionInit? Newest
    {
        get
        {
            lock (gate)
                return inits.Count == 0 ? null : inits[inits.Keys.Max()];
        }
    }

    /// <summary>True once its newest encoder session is over here.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Bits a second to announce: the highest of any segment so far.</summary>
    public long Bandwidth => Interlocked.Read(ref peakBitsPerSecond);

    /// <summary>Its playlists as texts.</summary>
    public RenditionPlaylists Playlists { get; } = new();

    /// <summary>Rises with every change of its live playlist.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Rises with every change of its other playlists.</summary>
    public long RecordingVersion => Interlocked.Read(ref recordingVersion);

    /// <summary>Number of the segment that comes next, and of the discontinuities before it: where a rendition that
    /// begins now begins.</summary>
    public (long Segment, long Discontinuities) Position =>
        ReadWindow(_ => (window.NextSegment, window.Discontinuities));

    /// <summary>The next part: its segment, what that is called when it is known, and its place in it.</summary>
    public (long Segment, SegmentName? Name, int Part, bool IsEmpty) LiveEdge =>
        ReadWindow(window => (window.NextSegment, window.NextName, window.NextPart, window.IsEmpty));

    /// <summary>An encoder session begins: what follows is of it, and what still comes of an earlier one is not
    /// taken.</summary>
    /// <param name="encoderSession">Its number.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    /// <returns>The number of its first segment, and the segment of the earlier encoder session that this
    /// finished.</returns>
    public (long FirstSegment, LiveSegment? Finished) Begin(int encoderSession, double nowMs)
    {
        lock (gate)
        {
            currentEncoderSession = encoderSession;
            IsOver = false;
            var finished = window.Finish();
            window.Begin(encoderSession, nowMs);
            return (window.NextSegment, finished);
        }
    }

    /// <summary>Whether its newest encoder session ended here before it did at the source: this rendition
    /// failed.</summary>
    public bool HasFailedBeside(Rendition? source) =>
        IsOver && source is { IsOver: false } && Newest?.EncoderSession == source.Newest?.EncoderSession;

    /// <summary>Sets what the encoder session begins with; before its first part.</summary>
    public void SetInit(EncoderSessionInit init)
    {
        lock (gate)
            inits[init.EncoderSession] = init;
    }

    /// <summary>Adds a part, and wakes whoever waits for it.</summary>
    /// <returns>The segment that it finished, or null.</returns>
    public LiveSegment? Append(PackagedPart part, int encoderSession, double pdtMs)
    {
        lock (gate)
        {
            if (encoderSession != currentEncoderSession)
                return null;

            var finished = window.Append(part, encoderSession, pdtMs);
            MeasureBandwidth(window.Last!);
            Wake();
            return finished;
        }
    }

    /// <summary>An encoder session is over: its last segment is finished as it is.</summary>
    /// <returns>That segment; null when it was finished already.</returns>
    public LiveSegment? Finish(int encoderSession)
    {
        lock (gate)
        {
            if (encoderSession != currentEncoderSession)
                return null;

            IsOver = true;
            if (window.Finish() is not { } finished)
                return null;

            Wake();
            return finished;
        }
    }

    /// <summary>The stream's state changed, and with it its playlists: whoever waits checks again.</summary>
    public void Refresh()
    {
        Interlocked.Increment(ref recordingVersion);
        lock (gate)
            Wake();
    }

    /// <summary>Reads the live window.</summary>
    public T ReadWindow<T>(Func<LiveWindow, T> read)
    {
        lock (gate)
            return read(window);
    }

    /// <summary>Reads the recording.</summary>
    public T ReadRecording<T>(Func<RecordingIndex, T> read)
    {
        lock (gate)
            return read(recording);
    }

    /// <summary>Completes at the next change of the live window. Get it before reading the window, so that no change
    /// between the two is missed.</summary>
    public Task NextChange => Volatile.Read(ref changed).Task;

    /// <summary>The bytes an encoder session begins with, or null.</summary>
    public EncoderSessionInit? FindInit(int encoderSession)
    {
        lock (gate)
            return inits.GetValueOrDefault(encoderSession);
    }

    /// <summary>A segment is recorded.</summary>
    public void Record(RecordedSegment segment)
    {
        lock (gate)
            recording.Add(segment);
        Interlocked.Increment(ref recordingVersion);
    }

    /// <summary>Nothing is recorded any more.</summary>
    public void Erase()
    {
        lock (gate)
            recording.Clear();
        Interlocked.Increment(ref recordingVersion);
    }

    private static LiveWindow Resume(long firstSegment, long discontinuities, RecordingIndex recording)
    {
        var window = new LiveWindow(firstSegment, discontinuities);
        window.Resume(recording.Segments);
        return window;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void MeasureBandwidth(LiveSegment segment)
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
