using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Fmp4;

/// <summary>Writes the initialisation segment of an encoder session: <c>ftyp</c> and <c>moov</c>, with the tracks but
/// no samples.</summary>
internal static class InitSegment
{
    public const uint VideoTrack = 1;
    public const uint AudioTrack = 2;
    private static readonly uint[] UnityMatrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

    public static byte[] Write(StreamFormat format)
    {
        var box = new BoxWriter();
        box.Open("ftyp").Text("iso6").U32(0).Text("iso6").Text("mp41").Text("avc1").Close();
        box.Open("moov");
        box.Open("mvhd", 0, 0).U32(0).U32(0).U32(1000).U32(0).U32(0x10000).U16(0x100).Zeros(10);
        Matrix(box).Zeros(24).U32(AudioTrack + 1).Close();
        if (format.Video is { } video)
            WriteTrack(box, VideoTrack, VideoFormat.Timescale, "vide", video.Width, video.Height, () =>
                WriteAvc1(box, video)
            );
        if (format.Audio is { } audio)
            WriteTrack(box, AudioTrack, (uint)audio.SampleRate, "soun", 0, 0, () => WriteMp4a(box, audio));

        box.Open("mvex");
        foreach (var track in Tracks(format))
            box.Open("trex", 0, 0).U32(track).U32(1).U32(0).U32(0).U32(0).Close();
        return box.Close().Close().ToArray();
    }

    private static IEnumerable<uint> Tracks(StreamFormat format)
    {
        if (format.Video is not null)
            yield return VideoTrack;
        if (format.Audio is not null)
            yield return AudioTrack;
    }

    private static void WriteTrack(
        BoxWriter box,
        uint id,
        uint timescale,
        string handler,
        int width,
        int height,
        Action writeEntry
    )
    {
        var isVideo = handler == "vide";
        box.Open("trak");
        box.Open("tkhd", 0, 7)
            .U32(0)
            .U32(0)
            .U32(id)
            .U32(0)
            .U32(0)
            .Zeros(8)
            .U16(0)
            .U16(0)
            .U16((ushort)(isVideo ? 0 : 0x100))
            .U16(0);
        Matrix(box).U32((uint)width << 16).U32((uint)height << 16).Close();
        box.Open("mdia");
        box.Open("mdhd", 0, 0).U32(0).U32(0).U32(timescale).U32(0).U16(0x55c4).U16(0).Close();
        box.Open("hdlr", 0, 0).U32(0).Text(handler).Zeros(12).Text(isVideo ? "Picture" : "Sound").U8(0).Close();
        box.Open("minf");
        if (isVideo)
            box.Open("vmhd", 0, 1).Zeros(8).Close();
        else
            box.Open("smhd", 0, 0).Zeros(4).Close();
        box.Open("dinf").Open("dref", 0, 0).U32(1).Open("url ", 0, 1).Close().Close().Close();
        box.Open("stbl").Open("stsd", 0, 0).U32(1);
        writeEntry();
        box.Close();
        box.Open("stts", 0, 0).U32(0).Close().Open("stsc", 0, 0).U32(0).Close();
        box.Open("stsz", 0, 0).U32(0).U32(0).Close().Open("stco", 0, 0).U32(0).Close();
        box.Close().Close().Close().Close();
    }

    private static void WriteAvc1(BoxWriter box, VideoFormat video)
    {
        box.Open("avc1")
            .Zeros(6)
            .U16(1)
            .Zeros(16)
            .U16((ushort)video.Width)
            .U16((ushort)video.Height)
            .U32(0x480000)
            .U32(0x480000)
            .U32(0)
            .U16(1)
            .Zeros(32)
            .U16(0x18)
            .U16(0xffff);
        box.Open("avcC").Bytes(video.Configuration.Span).Close().Close();
    }

    private static void WriteMp4a(BoxWriter box, AudioFormat audio)
    {
        var specific = audio.Configuration.Span;
        box.Open("mp4a")
            .Zeros(6)
            .U16(1)
            .Zeros(8)
            .U16((ushort)audio.Channels)
            .U16(16)
            .U32(0)
            .U32(audio.SampleRate <= ushort.MaxValue ? (uint)audio.SampleRate << 16 : 0);
        box.Open("esds", 0, 0);
        Descriptor(box, 3, 3 + 5 + 13 + 5 + specific.Length + 5 + 1).U16(0).U8(0);
        Descriptor(box, 4, 13 + 5 + specific.Length).U8(0x40).U8(0x15).Zeros(3).U32(0).U32(0);
        Descriptor(box, 5, specific.Length).Bytes(specific);
        Descriptor(box, 6, 1).U8(2);
        box.Close().Close();
    }

    /// <summary>Head of an MPEG-4 descriptor (ISO 14496-1, 8.3.3), its length in four bytes.</summary>
    private static BoxWriter Descriptor(BoxWriter box, byte tag, int length) =>
        box.U8(tag).U8(0x80).U8(0x80).U8(0x80).U8((byte)length);

    private static BoxWriter Matrix(BoxWriter box)
    {
        foreach (var value in UnityMatrix)
            box.U32(value);
        return box;
    }
}
