using UpperBack.Contracts.Events;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Streams;

/// <summary>One connection of an encoder. What its reader hands over, and its end from this side, happen one at a time,
/// under its lock.</summary>
internal sealed class EncoderSession(LiveStream stream, int number, string source, string? keyId, StreamParts parts)
    : IIngest
{
    /// <summary>The source whose encoder sessions say themselves when they captured.</summary>
    public const string Browser = "browser";

    private const double MaxAheadSeconds = 60;
    private const double MaxAnchorErrorMs = 60_000;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource ended = new();
    private readonly EncoderSessionClock clock = new();
    private readonly BitrateLimit limit = new(parts.Options.MaxMegabitsPerSecond);
    private readonly long begunAt = parts.Clock.GetTimestamp();
    private StreamFormat? format;
    private SilenceFiller? filler;
    private string? missing;
    private RenditionFeed? sourceFeed;
    private RenditionFeed? audioFeed;
    private IEncoderSessionTap[] taps = [];
    private bool isOver;
    private bool isFirstPart = true;

    public SessionId SessionId => stream.SessionId;

    /// <summary>Its number; a change of format begins the next one.</summary>
    public int Number { get; private set; } = number;

    public string Source => source;

    /// <summary>The key by which it was let in; null for a signed-in instructor.</summary>
    public string? KeyId => keyId;

    /// <summary>True when the encoder said that it is done.</summary>
    public bool IsStopped { get; private set; }

    public CancellationToken Ended => ended.Token;

    public IngestTermination? EndReason { get; private set; }

    public void Start(StreamFormat next)
    {
        lock (gate)
        {
            if (isOver || (format is not null && format.IsSameAs(next)))
                return;
            if (next is { Video: null, Audio: null })
                throw new MalformedStreamException(
                    "The stream has neither picture nor sound. Send H.264 video, AAC audio, or both."
                );

            if (format is not null)
            {
                CloseFeeds();
                Number = stream.BeginNextEncoderSession(this);
                isFirstPart = true;
            }

            format = next;
            filler = new SilenceFiller(next);
            Report(null);
            sourceFeed = stream.OpenFeed(Rendition.Source, Number, clock, 0, SourceAppended);
            sourceFeed.Start(next);
            audioFeed = next.Audio is null ? null : stream.OpenFeed(Rendition.Audio, Number, clock, 0);
            audioFeed?.Start(next with { Video = null });
            var announced = Number;
            var started = new EncoderSessionStarted(SessionId, announced, next, sourceFeed.Init, (name, shift) =>
                stream.OpenFeed(name, announced, clock, shift)
            );
            taps = [.. parts.Listeners.Select(listener => listener.Begin(started)).OfType<IEncoderSessionTap>()];
        }
    }

    public void Push(in MediaSample sample)
    {
        lock (gate)
        {
            if (isOver)
                return;
            if (format is null || (sample.Track == Track.Video ? (object?)format.Video : format.Audio) is null)
                throw new MalformedStreamException(
                    "A sample came of a track that was not announced. Say first what the stream consists of."
                );
            if (!limit.Allows(Elapsed(0), sample.Data.Length))
                throw new MalformedStreamException(
                    $"The stream needs more than {parts.Options.MaxMegabitsPerSecond} Mbit/s. "
                        + "Lower the bit rate in the encoder."
                );

            var seconds = SecondsOf(sample);
            if (seconds > (Elapsed(begunAt) / 1000d) + MaxAheadSeconds)
                throw new MalformedStreamException(
                    "The stream comes faster than it plays. Send it in real time (ffmpeg: -re)."
                );

            clock.Arrive(seconds, stream.NowMs);
            if (filler!.Add(sample, Elapsed(0)))
                Feed(sample);
            foreach (var silent in filler.Fill())
                Feed(silent);
            Report(filler.Missing);
        }
    }

    public void Anchor(double mediaSeconds, double capturedAtMs)
    {
        if (
            !double.IsFinite(mediaSeconds)
            || mediaSeconds < 0
            || !(Math.Abs(capturedAtMs - stream.NowMs) <= MaxAnchorErrorMs)
        )
            throw new MalformedStreamException(
                "An anchor is off by more than a minute. Measure the server's clock again, "
                    + "and send the stream as it is captured."
            );

        clock.Anchor(mediaSeconds, capturedAtMs);
    }

    public void Stop()
    {
        lock (gate)
        {
            IsStopped |= !isOver;
            Close();
        }
    }

    /// <summary>Ends it from this side; the encoder is told why.</summary>
    public void End(IngestTermination reason)
    {
        lock (gate)
        {
            if (isOver)
                return;
            EndReason = reason;
            Close();
        }

        _ = ended.CancelAsync();
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
            Close();
        stream.Leave(this);
        return ValueTask.CompletedTask;
    }

    private double SecondsOf(in MediaSample sample) =>
        (sample.DecodeTime + sample.CompositionOffset)
        / (double)(sample.Track == Track.Video ? VideoFormat.Timescale : format!.Audio!.SampleRate);

    private void Feed(in MediaSample sample)
    {
        sourceFeed!.Push(sample);
        if (sample.Track == Track.Audio)
            audioFeed!.Push(sample);
    }

    private void Report(string? track)
    {
        if (missing == track)
            return;

        missing = track;
        stream.NoteMissing(this, track);
    }

    private long Elapsed(long since) => (long)parts.Clock.GetElapsedTime(since).TotalMilliseconds;

    private void SourceAppended(PackagedPart part, double pdtMs)
    {
        if (isFirstPart || part.BeginsDiscontinuity)
            stream.NoteGap(pdtMs, isFirstPart);
        if (stream.State.Status != StreamStatus.Live)
            stream.GoLive(this);
        isFirstPart = false;
        foreach (var tap in taps)
            tap.Push(part);
    }

    private void Close()
    {
        isOver = true;
        CloseFeeds();
    }

    private void CloseFeeds()
    {
        sourceFeed?.Dispose();
        audioFeed?.Dispose();
        foreach (var tap in taps)
            tap.End();
        (sourceFeed, audioFeed, taps) = (null, null, []);
    }
}
