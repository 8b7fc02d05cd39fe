using System.Buffers.Binary;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Fmp4;

/// <summary>Takes fragmented MP4 apart as it arrives: first the format, then the samples, counted from the first one
/// on. It holds one fragment at most. Pure.</summary>
internal sealed class Fmp4Reader
{
    private const int MaxHeaderBytes = 1 << 20;
    private const int MaxBoxBytes = 8 << 20;
    private const int MaxSamples = 20_000;

    private readonly Dictionary<uint, long> nextDecodeTime = [];
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private IReadOnlyList<TrackHeader> tracks = [];
    private byte[]? moof;
    private int unread;
    private double? zeroSeconds;

    /// <summary>What the file consists of; null until that is known.</summary>
    public StreamFormat? Format { get; private set; }

    /// <summary>Where in the file's own time the samples are counted from, in seconds; 0 before the first
    /// fragment.</summary>
    public double ZeroSeconds => zeroSeconds ?? 0;

    /// <summary>Takes the next bytes.</summary>
    /// <returns>The samples that are complete now, in the file's order.</returns>
    /// <exception cref="IngestException">This is no fragmented MP4 of H.264 and AAC, or it exceeds the
    /// limits.</exception>
    public IReadOnlyList<MediaSample> Push(ReadOnlySpan<byte> bytes)
    {
        var samples = new List<MediaSample>();
        while (true)
        {
            var taken = Math.Min(bytes.Length, buffer.Length - filled);
            bytes[..taken].CopyTo(buffer.AsSpan(filled));
            filled += taken;
            bytes = bytes[taken..];

            var used = TakeBoxes(samples);
            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            if (bytes.IsEmpty)
                return samples;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBoxBytes + 16));
        }
    }

    private int TakeBoxes(List<MediaSample> samples)
    {
        var used = 0;
        while (TryFindBox(buffer.AsSpan(used, filled - used), out var size, out var type))
        {
            TakeBox(type, buffer.AsSpan(used, size), samples);
            used += size;
        }

        return used;
    }

    /// <summary>Finds the box at the beginning, when all of it is there.</summary>
    private static bool TryFindBox(ReadOnlySpan<byte> bytes, out int size, out string type)
    {
        size = 0;
        type = "";
        if (bytes.Length < 8)
            return false;

        var stated = (ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes);
        type = System.Text.Encoding.Latin1.GetString(bytes[4..8]);
        if (stated == 1)
        {
            if (bytes.Length < 16)
                return false;
            stated = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        }

        var most = (ulong)(type == "moov" ? MaxHeaderBytes : MaxBoxBytes);
        if (stated < 8 || stated > most)
            throw new IngestException(
                $"The MP4 holds a box of impossible size, or one above {most >> 20} MiB. Send fragmented MP4 with short fragments."
            );

        size = (int)stated;
        return bytes.Length >= size;
    }

    private void TakeBox(string type, ReadOnlySpan<byte> box, List<MediaSample> samples)
    {
        switch (type)
        {
            case "moov":
                tracks = TrackHeader.ParseAll(BoxReader.Find(box, "moov"));
                Format = new StreamFormat(
                    tracks.FirstOrDefault(track => track.Video is not null)?.Video,
                    tracks.FirstOrDefault(track => track.Audio is not null)?.Audio
                );
                nextDecodeTime.Clear();
                zeroSeconds = null;
                break;
            case "moof":
                if (Format is null)
                    throw new IngestException("The MP4 begins with a fragment. Send its header (ftyp, moov) first.");
                moof = box.ToArray();
                break;
            case "mdat" when moof is not null:
                ReadFragment(moof, box, samples);
                moof = null;
                break;
            case "mdat":
                throw new IngestException(
                    "The MP4 is not fragmented. Send fragmented MP4 (ffmpeg: -movflags empty_moov+default_base_moof+frag_keyframe)."
                );
        }
    }

    private void ReadFragment(byte[] fragment, ReadOnlySpan<byte> mdat, List<MediaSample> samples)
    {
        var found = new List<(double Seconds, MediaSample Sample)>();
        unread = mdat.Length;
        var trafs = new BoxReader(BoxReader.Find(fragment, "moof"));
        while (trafs.TryReadBox(out var type, out var traf))
        {
            if (type == "traf")
                ReadTrack(traf, fragment.Length, mdat, found);
        }

        if (found.Count == 0)
            return;

        // A decode time below zero is possible after an edit; the earliest sample of the first fragment is the take's
        // beginning.
        zeroSeconds ??= found.Min(entry => entry.Seconds);
        foreach (var (_, sample) in found.OrderBy(entry => entry.Seconds))
        {
            var scale = sample.Track == Track.Video ? VideoFormat.Timescale : Format!.Audio!.SampleRate;
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
            throw new IngestException(
                "The MP4's fragments count from the file's beginning. Send them self-contained (ffmpeg: -movflags +default_base_moof)."
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
                throw new IngestException("A sample of the MP4 lies outside its fragment.");

            // Runs that overlap would make much of little.
            unread -= (int)size;
            if (unread < 0 || found.Count == MaxSamples)
                throw new IngestException(
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
