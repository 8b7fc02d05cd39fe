using System.Buffers.Binary;
using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests;

/// <summary>Clips, taken apart.</summary>
internal static class Clips
{
    /// <summary>Video as cameras make it, without B-frames, with audio.</summary>
    public static byte[] Plain(int seconds) =>
        Ffmpeg.Clip(seconds, "-c:v libx264 -preset ultrafast -tune zerolatency -g 60 -keyint_min 60 -sc_threshold 0");

    /// <summary>The header of a file, and its fragments, two seconds each.</summary>
    public static (byte[] Header, IReadOnlyList<byte[]> Fragments) Split(byte[] clip)
    {
        var cuts = new List<int>();
        for (var at = 0; at + 8 <= clip.Length; at += BinaryPrimitives.ReadInt32BigEndian(clip.AsSpan(at)))
        {
            var type = System.Text.Encoding.ASCII.GetString(clip, at + 4, 4);
            if (type is "moof" or "mfra")
                cuts.Add(at);
        }

        return (
            clip[..cuts[0]],
            [
                .. cuts.Zip(cuts.Skip(1).Append(clip.Length), (from, to) => clip[from..to])
                    .Where(piece => piece[4..8] is not [(byte)'m', (byte)'f', ..]),
            ]
        );
    }

    /// <summary>The samples of a file.</summary>
    public static (StreamFormat Format, IReadOnlyList<MediaSample> Samples) Read(byte[] clip)
    {
        var reader = new Fmp4Reader();
        var samples = reader.Push(clip);
        return (reader.Format!, samples);
    }
}
