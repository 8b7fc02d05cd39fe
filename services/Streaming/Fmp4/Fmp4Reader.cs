using System.Buffers.Binary;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Fmp4;

/// <summary>Takes fragmented MP4 apart as it arrives: first the format, then the samples, counted from the first one
/// on. It holds one fragment at most. Pure.</summary>
internal sealed class Fmp4Reader
{
    private const int MaxHeaderBytes = 1 << 20;
    private const int MaxBoxBytes = 8 << 20;

    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private FragmentReader? fragments;
    private byte[]? moof;

    /// <summary>What the file consists of; null until that is known.</summary>
    public StreamFormat? Format => fragments?.Format;

    /// <summary>Where in the file's own time the samples are counted from, in seconds; 0 before the first
    /// fragment.</summary>
    public double ZeroSeconds => fragments?.ZeroSeconds ?? 0;

    /// <summary>Adds the next bytes.</summary>
    /// <returns>The samples that are complete now, in the file's order.</returns>
    /// <exception cref="MalformedStreamException">This is no fragmented MP4 of H.264 and AAC, or it exceeds the
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

            var used = ReadBoxes(samples);
            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            if (bytes.IsEmpty)
                return samples;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBoxBytes + 16));
        }
    }

    private int ReadBoxes(List<MediaSample> samples)
    {
        var used = 0;
        while (TryFindBox(buffer.AsSpan(used, filled - used), out var size, out var type))
        {
            ReadBox(type, buffer.AsSpan(used, size), samples);
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

        var max = (ulong)(type == "moov" ? MaxHeaderBytes : MaxBoxBytes);
        if (stated < 8 || stated > max)
            throw new MalformedStreamException(
                $"The MP4 holds a box of impossible size, or one above {max >> 20} MiB. "
                    + "Send fragmented MP4 with short fragments."
            );

        size = (int)stated;
        return bytes.Length >= size;
    }

    private void ReadBox(string type, ReadOnlySpan<byte> box, List<MediaSample> samples)
    {
        switch (type)
        {
            case "moov":
                fragments = new FragmentReader(TrackHeader.ParseAll(BoxReader.Find(box, "moov")));
                break;
            case "moof":
                if (fragments is null)
                    throw new MalformedStreamException(
                        "The MP4 begins with a fragment. Send its header (ftyp, moov) first."
                    );
                moof = box.ToArray();
                break;
            case "mdat" when moof is not null:
                fragments!.Read(moof, box, samples);
                moof = null;
                break;
            case "mdat":
                throw new MalformedStreamException(
                    "The MP4 is not fragmented. "
                        + "Send fragmented MP4 (ffmpeg: -movflags empty_moov+default_base_moof+frag_keyframe)."
                );
        }
    }
}
