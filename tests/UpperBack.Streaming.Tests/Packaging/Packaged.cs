using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Tests.Packaging;

/// <summary>An encoder session that went through the packager.</summary>
internal sealed record Packaged(StreamFormat Format, byte[] Init, IReadOnlyList<PackagedPart> Parts)
{
    /// <summary>Segments in order: their parts, joined.</summary>
    public IReadOnlyList<(long Number, double DurationSeconds, byte[] Bytes)> Segments =>
        [
            .. Parts
                .GroupBy(part => part.SegmentNumber)
                .Select(group =>
                    (
                        group.Key,
                        group.Sum(part => part.DurationSeconds),
                        group.SelectMany(part => part.Bytes.ToArray()).ToArray()
                    )
                ),
        ];

    /// <summary>The encoder session as one file.</summary>
    public byte[] File => [.. Init, .. Segments.SelectMany(segment => segment.Bytes)];

    /// <summary>Reads fragmented MP4 in uneven bites and packages it.</summary>
    public static Packaged Of(byte[] clip, long firstSegment = 0)
    {
        var reader = new Fmp4Reader();
        var samples = new List<MediaSample>();
        for (var at = 0; at < clip.Length; at += 7919)
            samples.AddRange(reader.Push(clip.AsSpan(at, Math.Min(7919, clip.Length - at))));
        return Of(reader.Format!, samples, firstSegment);
    }

    /// <summary>Packages samples that arrive at their time.</summary>
    public static Packaged Of(StreamFormat format, IEnumerable<MediaSample> samples, long firstSegment = 0)
    {
        var packager = new Packager(format, firstSegment);
        var parts = samples.SelectMany(sample => packager.Push(sample, ArrivalMs(format, sample))).ToList();
        parts.AddRange(packager.Flush());
        return new Packaged(format, packager.Init.ToArray(), parts);
    }

    private static long ArrivalMs(StreamFormat format, MediaSample sample) =>
        sample.DecodeTime * 1000 / (sample.Track == Track.Video ? VideoFormat.Timescale : format.Audio!.SampleRate);
}
