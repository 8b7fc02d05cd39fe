using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Fmp4;

/// <summary>What an MP4's <c>moov</c> says of one track.</summary>
/// <param name="Id">The track's number in this file.</param>
/// <param name="Timescale">Its ticks a second.</param>
/// <param name="Video">Its format when it is video.</param>
/// <param name="Audio">Its format when it is audio.</param>
/// <param name="Defaults">What holds for samples that do not say otherwise.</param>
internal sealed record TrackHeader(
    uint Id,
    uint Timescale,
    VideoFormat? Video,
    AudioFormat? Audio,
    SampleDefaults Defaults
)
{
    private const int MaxTracks = 8;

    /// <summary>Ticks a second of the samples as the platform counts them.</summary>
    public int OwnTimescale => Video is null ? Audio!.SampleRate : VideoFormat.Timescale;

    /// <summary>The video and the audio of a <c>moov</c>; other tracks are left out.</summary>
    /// <exception cref="MalformedStreamException">There is neither video nor audio that can be used.</exception>
    public static IReadOnlyList<TrackHeader> ParseAll(ReadOnlySpan<byte> moov)
    {
        var tracks = new List<TrackHeader>();
        var defaults = ParseDefaults(moov);
        var reader = new BoxReader(moov);
        var seen = 0;
        while (reader.TryReadBox(out var type, out var trak))
        {
            if (type != "trak")
                continue;
            if (++seen > MaxTracks)
                throw new MalformedStreamException(
                    "The MP4 holds more than eight tracks. Send one picture and one sound."
                );
            if (
                Parse(trak, defaults) is { } track
                && !tracks.Exists(other => other.Id == track.Id || other.Video is null == track.Video is null)
            )
                tracks.Add(track);
        }

        return tracks.Count > 0
            ? tracks
            : throw new MalformedStreamException("The MP4 holds neither H.264 picture nor AAC sound.");
    }

    private static TrackHeader? Parse(ReadOnlySpan<byte> trak, Dictionary<uint, SampleDefaults> defaults)
    {
        var tkhd = new BoxReader(BoxReader.Find(trak, "tkhd"));
        tkhd.Take(tkhd.Head().Version == 1 ? 16 : 8);
        var id = tkhd.U32();

        var mdia = BoxReader.Find(trak, "mdia");
        var mdhd = new BoxReader(BoxReader.Find(mdia, "mdhd"));
        mdhd.Take(mdhd.Head().Version == 1 ? 16 : 8);
        var timescale = mdhd.U32();
        if (timescale == 0)
            throw new MalformedStreamException("A track of the MP4 counts no time.");

        var hdlr = new BoxReader(BoxReader.Find(mdia, "hdlr"));
        hdlr.Take(8);
        var handler = hdlr.Take(4);
        var isVideo = handler.SequenceEqual("vide"u8);
        if (!isVideo && !handler.SequenceEqual("soun"u8))
            return null;

        var stsd = new BoxReader(BoxReader.Find(BoxReader.Find(BoxReader.Find(mdia, "minf"), "stbl"), "stsd"));
        stsd.Take(8);
        if (!stsd.TryReadBox(out var codec, out var entry))
            throw new MalformedStreamException("A track of the MP4 names no codec.");
        var ownDefaults = defaults.GetValueOrDefault(id);
        return isVideo
            ? new TrackHeader(id, timescale, ParseVideo(codec, entry), null, ownDefaults)
            : new TrackHeader(id, timescale, null, ParseAudio(codec, entry), ownDefaults);
    }

    private static VideoFormat ParseVideo(string codec, ReadOnlySpan<byte> entry)
    {
        if (codec is not ("avc1" or "avc3"))
            throw new MalformedStreamException("The picture is not H.264. Choose H.264 (x264) in the encoder.");

        var reader = new BoxReader(entry);
        reader.Take(78);
        return AvcConfiguration.Parse(BoxReader.Find(reader.Rest, "avcC"));
    }

    private static AudioFormat ParseAudio(string codec, ReadOnlySpan<byte> entry)
    {
        if (codec != "mp4a")
            throw new MalformedStreamException("The sound is not AAC. Choose AAC in the encoder.");

        var reader = new BoxReader(entry);
        reader.Take(8);
        var version = reader.U16();
        reader.Take(18 + (version == 1 ? 16 : 0));
        var esds = new BoxReader(BoxReader.Find(reader.Rest, "esds"));
        esds.Head();
        return AudioConfiguration.Parse(FindSpecificConfig(esds));
    }

    /// <summary>Goes down the descriptors (ISO 14496-1, 7.2.6) to the decoder's own configuration.</summary>
    private static ReadOnlySpan<byte> FindSpecificConfig(BoxReader reader)
    {
        while (!reader.IsEmpty)
        {
            var tag = reader.U8();
            var length = 0;
            byte more;
            do
            {
                more = reader.U8();
                length = (length << 7) | (more & 0x7f);
                if (length > 4096)
                    throw new MalformedStreamException("The AAC configuration cannot be read.");
            } while ((more & 0x80) != 0);

            switch (tag)
            {
                case 3:
                    reader.U16();
                    var flags = reader.U8();
                    reader.Take((flags & 0x80) != 0 ? 2 : 0);
                    reader.Take((flags & 0x40) != 0 ? reader.U8() : 0);
                    reader.Take((flags & 0x20) != 0 ? 2 : 0);
                    break;
                case 4:
                    reader.Take(13);
                    break;
                case 5:
                    return reader.Take(length);
                default:
                    reader.Take(length);
                    break;
            }
        }

        throw new MalformedStreamException("The AAC configuration is missing.");
    }

    private static Dictionary<uint, SampleDefaults> ParseDefaults(ReadOnlySpan<byte> moov)
    {
        var defaults = new Dictionary<uint, SampleDefaults>();
        var reader = new BoxReader(BoxReader.Find(moov, "mvex"));
        while (reader.TryReadBox(out var type, out var content))
        {
            if (type != "trex")
                continue;

            var trex = new BoxReader(content);
            trex.Take(4);
            var track = trex.U32();
            trex.U32();
            defaults[track] = new SampleDefaults(trex.U32(), trex.U32(), trex.U32());
        }

        return defaults;
    }
}

/// <summary>What holds for samples that do not say otherwise.</summary>
internal readonly record struct SampleDefaults(uint Duration, uint Size, uint Flags);
