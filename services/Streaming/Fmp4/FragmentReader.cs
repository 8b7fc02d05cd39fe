using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Fmp4;

/// <summary>Reads the samples of an MP4's fragments, counted from the first sample on. Pure.</summary>
/// <param name="tracks">What its <c>moov</c> says.</param>
internal sealed class FragmentReader(IReadOnlyList<TrackHeader> tracks)
{
    private const int MaxSamples = 20_000;

    private readonly Dictionary<uint, long> nextDecodeTime = [];
    private double? zeroSeconds;
    private int unread;

    /// <summary>What the file consists of.</summary>
    public StreamFormat Format { get; } =
        new(
            tracks.FirstOrDefault(track => track.Video is not null)?.Video,
            tracks.FirstOrDefault(track => track.Audio is not null)?.Audio
        );

    /// <summary>Where in the file's own time the samples are counted from, in seconds; 0 before the first
    /// fragment.</summary>
    public double ZeroSeconds => zeroSeconds ?? 0;

    /// <summary>Reads a fragment.</summary>
    /// <param name="moof">The box <c>moof</c>, with its head.</param>
    /// <param name="mdat">The box <c>mdat</c> after it, with its head.</param>
    /// <param name="samples">Its samples are added to these, in the order of their time.</param>
    public void Read(byte[] moof, ReadOnlySpan<byte> mdat, List<MediaSample> samples)
    {
        var found = new List<(double Seconds, MediaSample Sample)>();
        unread = mdat.Length;
        var trafs = new BoxReader(BoxReader.Find(moof, "moof"));
        while (trafs.TryReadBox(out var type, out var traf))
        {
            if (type == "traf")
                ReadTrack(traf, moof.Length, mdat, found);
        }

        if (found.Count == 0)
            return;

        // A decode time below zero is possible after an edit: the earliest sample of the first fragment is the zero.
        zeroSeconds ??= found.Min(entry => entry.Seconds);
        foreach (var (_, sample) in found.OrderBy(entry => entry.Seconds))
        {
            var scale = sample.Track == Track.Video ? VideoFormat.Timescale : Format.Audio!.SampleRate;
            var decodeTime = sample.DecodeTime - (long)Math.Round(zeroSeconds.Value * scale);
            if (decodeTime >= 0)
                samples.Add(sample with { DecodeTime = decodeTime });
        }
    }

    private void ReadTrack(
        ReadOnlySpan<byte> traf,
        int moofLength,
        ReadOnlySpan<byte> mdat,
        List<(double Seconds, MediaSample Sample)> found
    )
    {
        var (track, defaults) = ReadHead(BoxReader.Find(traf, "tfhd"));
        if (track is null)
            return;

        var boxes = new BoxReader(traf);
        var position = -1;
        while (boxes.TryReadBox(out var type, out var content))
        {
            if (type == "tfdt")
            {
                var tfdt = new BoxReader(content);
                nextDecodeTime[track.Id] =
                    tfdt.Head().Version == 1
                        ? (long)Math.Min(tfdt.U64(), long.MaxValue / VideoFormat.Timescale)
                        : tfdt.U32();
            }
            else if (type == "trun")
                position = ReadRun(content, track, defaults, moofLength, mdat, position, found);
        }
    }

    private (TrackHeader? Track, SampleDefaults Defaults) ReadHead(ReadOnlySpan<byte> content)
    {
        var tfhd = new BoxReader(content);
        var flags = tfhd.Head().Flags;
        var id = tfhd.U32();
        if (tracks.FirstOrDefault(known => known.Id == id) is not { } track)
            return (null, default);
        if ((flags & 1) != 0)
            throw new MalformedStreamException(
                "The MP4's fragments count from the file's beginning. "
                    + "Send them self-contained (ffmpeg: -movflags +default_base_moof)."
            );

        tfhd.Take((flags & 2) != 0 ? 4 : 0);
        var defaults = track.Defaults;
        if ((flags & 8) != 0)
            defaults = defaults with { Duration = tfhd.U32() };
        if ((flags & 0x10) != 0)
            defaults = defaults with { Size = tfhd.U32() };
        if ((flags & 0x20) != 0)
            defaults = defaults with { Flags = tfhd.U32() };
        return (track, defaults);
    }

    /// <returns>Where the next run's data begins in the <c>mdat</c>, if it does not say so itself.</returns>
    private int ReadRun(
        ReadOnlySpan<byte> content,
        TrackHeader track,
        SampleDefaults defaults,
        int moofLength,
        ReadOnlySpan<byte> mdat,
        int position,
        List<(double, MediaSample)> found
    )
    {
        var trun = new BoxReader(content);
        var (version, flags) = trun.Head();
        var count = trun.U32();
        if ((flags & 1) != 0)
            position = (int)trun.U32() - moofLength;
        else if (position < 0)
            position = 8;
        var firstFlags = (flags & 4) != 0 ? trun.U32() : (uint?)null;
        for (var i = 0u; i < count; i++)
        {
            var duration = (flags & 0x100) != 0 ? trun.U32() : defaults.Duration;
            var size = (flags & 0x200) != 0 ? trun.U32() : defaults.Size;
            var sampleFlags =
                (flags & 0x400) != 0 ? trun.U32()
                : i == 0 && firstFlags is { } given ? given
                : defaults.Flags;
            var offset =
                (flags & 0x800) == 0 ? 0
                : version == 0 ? (long)trun.U32()
                : (int)trun.U32();
            if (position < 8 || size > mdat.Length - position)
                throw new MalformedStreamException("A sample of the MP4 lies outside its fragment.");

            // Overlapping runs would turn a little data into many samples.
            unread -= (int)size;
            if (unread < 0 || found.Count == MaxSamples)
                throw new MalformedStreamException(
                    "A fragment of the MP4 holds more samples than it has data for. Send shorter fragments."
                );

            found.Add(
                ToSample(
                    track,
                    nextDecodeTime.GetValueOrDefault(track.Id),
                    offset,
                    (sampleFlags & 0x10000) == 0,
                    mdat.Slice(position, (int)size)
                )
            );
            position += (int)size;
            nextDecodeTime[track.Id] = nextDecodeTime.GetValueOrDefault(track.Id) + duration;
        }

        return position;
    }

    private static (double Seconds, MediaSample Sample) ToSample(
        TrackHeader track,
        long time,
        long offset,
        bool isKey,
        ReadOnlySpan<byte> data
    )
    {
        long Rescale(long ticks) =>
            track.Timescale == track.OwnTimescale
                ? ticks
                : (long)Math.Round(ticks * (double)track.OwnTimescale / track.Timescale);

        var decodeTime = Rescale(time);
        var isVideo = track.Video is not null;
        var composition = isVideo
            ? Math.Clamp(Rescale(time + offset) - decodeTime, -10L * VideoFormat.Timescale, 10L * VideoFormat.Timescale)
            : 0;
        return (
            time / (double)track.Timescale,
            new MediaSample(
                isVideo ? Track.Video : Track.Audio,
                decodeTime,
                (int)composition,
                !isVideo || isKey,
                data.ToArray()
            )
        );
    }
}
