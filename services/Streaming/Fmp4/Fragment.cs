using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Fmp4;

/// <summary>A sample with the time until the next one, in its track's ticks.</summary>
internal readonly record struct TimedSample(MediaSample Sample, uint Duration);

/// <summary>Writes a movie fragment: one <c>moof</c> and the <c>mdat</c> that holds its samples, video
/// first.</summary>
internal static class Fragment
{
    private const uint DefaultBaseIsMoof = 0x20000;
    private const uint SampleDurations = 0x100,
        SampleSizes = 0x200,
        SampleFlags = 0x400,
        CompositionOffsets = 0x800,
        DataOffset = 1;
    private const uint KeyFrameFlags = 0x2000000,
        OtherFrameFlags = 0x1010000;

    /// <param name="sequenceNumber">Rises from fragment to fragment.</param>
    /// <param name="video">In decoding order; may be empty.</param>
    /// <param name="audio">In order; may be empty.</param>
    public static byte[] Write(uint sequenceNumber, IReadOnlyList<TimedSample> video, IReadOnlyList<TimedSample> audio)
    {
        var box = new BoxWriter();
        box.Open("moof").Open("mfhd", 0, 0).U32(sequenceNumber).Close();
        var videoOffset = video.Count > 0 ? WriteTrack(box, InitSegment.VideoTrack, video) : 0;
        var audioOffset = audio.Count > 0 ? WriteTrack(box, InitSegment.AudioTrack, audio) : 0;
        box.Close();

        box.Open("mdat");
        var videoAt = box.Length;
        WriteData(box, video);
        var audioAt = box.Length;
        WriteData(box, audio);
        box.Close();

        List<(int At, uint Value)> offsets = [];
        if (video.Count > 0)
            offsets.Add((videoOffset, (uint)videoAt));
        if (audio.Count > 0)
            offsets.Add((audioOffset, (uint)audioAt));
        return box.ToArray([.. offsets]);
    }

    /// <returns>Where the offset of the track's data is to be filled in.</returns>
    private static int WriteTrack(BoxWriter box, uint track, IReadOnlyList<TimedSample> samples)
    {
        var isVideo = track == InitSegment.VideoTrack;
        box.Open("traf").Open("tfhd", 0, DefaultBaseIsMoof).U32(track).Close();
        box.Open("tfdt", 1, 0).U64((ulong)samples[0].Sample.DecodeTime).Close();
        box.Open(
                "trun",
                1,
                DataOffset | SampleDurations | SampleSizes | SampleFlags | (isVideo ? CompositionOffsets : 0)
            )
            .U32((uint)samples.Count);
        var offset = box.Reserve();
        foreach (var (sample, duration) in samples)
        {
            box.U32(duration).U32((uint)sample.Data.Length).U32(sample.IsKeyFrame ? KeyFrameFlags : OtherFrameFlags);
            if (isVideo)
                box.U32((uint)sample.CompositionOffset);
        }

        box.Close().Close();
        return offset;
    }

    private static void WriteData(BoxWriter box, IReadOnlyList<TimedSample> samples)
    {
        foreach (var (sample, _) in samples)
            box.Bytes(sample.Data.Span);
    }
}
