using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Packaging;

/// <summary>Cuts one encoder session into parts and segments of fragmented MP4. The video leads, the audio follows;
/// without video the audio leads. A sample's duration is known when the next one comes, so everything runs one frame
/// behind. Pure.</summary>
internal sealed class Packager
{
    private readonly StreamFormat format;
    private readonly int timescale;
    private readonly SegmentCutter cutter;
    private readonly Queue<MediaSample> pendingAudio = new();
    private readonly Queue<LeadPart> waiting = new();
    private readonly List<TimedSample> open = [];
    private MediaSample? last;
    private uint usualDuration;
    private long segment;
    private int part;
    private bool beginsDiscontinuity;
    private uint fragments;
    private long audioEnd;

    /// <param name="format">What the encoder session consists of.</param>
    /// <param name="firstSegment">Number of its first segment.</param>
    public Packager(StreamFormat format, long firstSegment)
    {
        this.format = format;
        segment = firstSegment;
        timescale = format.Video is null ? format.Audio!.SampleRate : VideoFormat.Timescale;
        cutter = new SegmentCutter(timescale);
        usualDuration = format.Video is null ? AudioFormat.SamplesPerFrame : (uint)timescale / 30;
        Init = InitSegment.Write(format);
    }

    /// <summary>The initialisation segment.</summary>
    public ReadOnlyMemory<byte> Init { get; }

    /// <summary>The codecs as RFC 6381 names them.</summary>
    public string Codecs =>
        string.Join(
            ',',
            new[]
            {
                format.Video is { } video ? AvcConfiguration.CodecOf(video) : null,
                format.Audio is null ? null : AudioConfiguration.Codec,
            }.OfType<string>()
        );

    /// <summary>Adds the next sample.</summary>
    /// <param name="sample">Decode times rise within a track; one that stands still or goes back a little is moved
    /// behind the one before.</param>
    /// <param name="nowMs">When it arrived, on any clock that does not go back.</param>
    /// <returns>The parts that are complete now, mostly none.</returns>
    /// <exception cref="MalformedStreamException">Time goes back by more than a second, or the encoder session has no
    /// such track.</exception>
    public IReadOnlyList<PackagedPart> Push(in MediaSample sample, long nowMs)
    {
        if (sample.Track == Track.Video ? format.Video is null : format.Audio is null)
            throw new MalformedStreamException("A sample belongs to a track that was not announced.");
        if (sample.DecodeTime < 0)
            throw new MalformedStreamException("A sample lies before the beginning of the stream.");

        if (sample.Track == Track.Audio && format.Video is not null)
            AddAudio(sample);
        else
            AddLead(sample, nowMs);
        return Release(nowMs);
    }

    /// <summary>The encoder session is over: returns what is left, and ends the segment.</summary>
    public IReadOnlyList<PackagedPart> Flush()
    {
        if (last is { } final)
        {
            open.Add(new TimedSample(final, usualDuration));
            last = null;
            ClosePart(0, endsSegment: true);
        }

        return Release(nowMs: null);
    }

    private void AddAudio(MediaSample sample)
    {
        if (pendingAudio.Count > 0 || audioEnd > 0)
            sample = After(audioEnd - AudioFormat.SamplesPerFrame, sample, format.Audio!.SampleRate);
        pendingAudio.Enqueue(sample);
        audioEnd = sample.DecodeTime + AudioFormat.SamplesPerFrame;
        while (SecondsOf(pendingAudio.Peek()) < SecondsOf(sample) - PackagerLimits.MaxLeadSeconds)
            pendingAudio.Dequeue();
    }

    private void AddLead(MediaSample sample, long nowMs)
    {
        if (last is not { } previous)
        {
            cutter.Begin(sample);
            last = sample;
            return;
        }

        sample = After(previous.DecodeTime, sample, timescale);
        var gap = sample.DecodeTime - previous.DecodeTime;
        var isJump = cutter.IsJump(previous.DecodeTime, gap);
        if (!isJump)
            usualDuration = (uint)gap;
        if (open.Count > 0 && !Fits())
            ClosePart(nowMs, endsSegment: false);
        open.Add(new TimedSample(previous, usualDuration));
        last = sample;

        var endsSegment = cutter.EndsBefore(sample, usualDuration, isJump);
        if (endsSegment || !Fits())
            ClosePart(nowMs, endsSegment);
        if (!isJump)
            return;

        beginsDiscontinuity = true;
        while (pendingAudio.TryPeek(out var early) && SecondsOf(early) < SecondsOf(sample) && waiting.Count == 0)
            pendingAudio.Dequeue();
    }

    private void ClosePart(long nowMs, bool endsSegment)
    {
        waiting.Enqueue(new LeadPart(segment, part, [.. open], beginsDiscontinuity, endsSegment, nowMs));
        open.Clear();
        beginsDiscontinuity = false;
        part++;
        if (!endsSegment)
            return;

        segment++;
        part = 0;
    }

    /// <summary>Releases the parts whose audio is there, or has been waited for long enough; all of them when no time
    /// is given.</summary>
    private List<PackagedPart> Release(long? nowMs)
    {
        var released = new List<PackagedPart>();
        while (waiting.TryPeek(out var lead))
        {
            var end = EndOf(lead);
            if (
                format is { Video: not null, Audio: { } audio }
                && audioEnd / (double)audio.SampleRate < end
                && nowMs - lead.ClosedAtMs < PackagerLimits.MaxWaitMs
            )
                break;

            waiting.Dequeue();
            released.Add(Write(lead, AddAudioBefore(waiting.Count == 0 && nowMs is null ? double.MaxValue : end)));
        }

        return released;
    }

    private PackagedPart Write(LeadPart lead, List<TimedSample> follow)
    {
        var samples = lead.Samples;
        var bytes = format.Video is null
            ? Fragment.Write(++fragments, [], samples)
            : Fragment.Write(++fragments, samples, follow);
        return new PackagedPart(
            lead.Segment,
            lead.Part,
            samples.Min(timed => timed.Sample.DecodeTime + timed.Sample.CompositionOffset) / (double)timescale,
            samples.Sum(timed => (long)timed.Duration) / (double)timescale,
            samples[0].Sample.IsKeyFrame,
            lead.BeginsDiscontinuity,
            lead.EndsSegment,
            bytes
        );
    }

    private List<TimedSample> AddAudioBefore(double endSeconds)
    {
        var taken = new List<TimedSample>();
        while (pendingAudio.TryPeek(out var next) && SecondsOf(next) < endSeconds)
        {
            if (taken.Count > 0)
                taken[^1] = taken[^1] with { Duration = (uint)(next.DecodeTime - taken[^1].Sample.DecodeTime) };
            taken.Add(new TimedSample(pendingAudio.Dequeue(), AudioFormat.SamplesPerFrame));
        }

        return taken;
    }

    /// <summary>The sample, moved so that it comes after the one before it; the moment of its presentation
    /// stays.</summary>
    private static MediaSample After(long previous, MediaSample sample, int timescale)
    {
        if (sample.DecodeTime > previous)
            return sample;
        if (previous - sample.DecodeTime > timescale * PackagerLimits.MaxFrameSeconds)
            throw new MalformedStreamException(
                "The stream's time goes back by more than a second. Restart the encoder."
            );

        var moved = previous + 1;
        return sample with
        {
            DecodeTime = moved,
            CompositionOffset =
                sample.Track == Track.Video ? (int)(sample.CompositionOffset - (moved - sample.DecodeTime)) : 0,
        };
    }

    private double SecondsOf(MediaSample sample) =>
        sample.DecodeTime / (double)(sample.Track == Track.Video ? VideoFormat.Timescale : format.Audio!.SampleRate);

    /// <summary>Whether one more frame of the usual length has room in the open part.</summary>
    private bool Fits() =>
        open.Sum(timed => (long)timed.Duration) + usualDuration <= PackagerLimits.PartSeconds * timescale;

    private double EndOf(LeadPart lead) =>
        (lead.Samples[^1].Sample.DecodeTime + lead.Samples[^1].Duration) / (double)timescale;

    private sealed record LeadPart(
        long Segment,
        int Part,
        IReadOnlyList<TimedSample> Samples,
        bool BeginsDiscontinuity,
        bool EndsSegment,
        long ClosedAtMs
    );
}
