using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Rtmp;

/// <summary>Action Message Format 0, as far as RTMP commands use it: numbers, booleans, text, objects, null.
/// Pure.</summary>
internal static class Amf0
{
    private const int MaxDepth = 8;
    private const int MaxValues = 256;

    private enum Marker : byte
    {
        Number = 0,
        Boolean = 1,
        Text = 2,
        Object = 3,
        Null = 5,
        Undefined = 6,
        EcmaArray = 8,
        ObjectEnd = 9,
        StrictArray = 10,
        Date = 11,
        LongText = 12,
    }

    /// <summary>Reads all values of a command message.</summary>
    /// <returns>Each a <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, dictionary, or null.</returns>
    /// <exception cref="MalformedStreamException">It cannot be read.</exception>
    public static IReadOnlyList<object?> Read(ReadOnlySpan<byte> bytes)
    {
        var (values, budget) = (new List<object?>(), MaxValues);
        while (!bytes.IsEmpty)
            values.Add(ReadValue(ref bytes, 0, ref budget));
        return values;
    }

    /// <summary>Writes values: numbers, text, dictionaries of these, and null.</summary>
    public static byte[] Write(params ReadOnlySpan<object?> values)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var value in values)
            WriteValue(output, value);
        return output.WrittenSpan.ToArray();
    }

    private static object? ReadValue(ref ReadOnlySpan<byte> bytes, int depth, ref int budget)
    {
        if (depth > MaxDepth || --budget < 0)
            throw Unreadable();

        switch ((Marker)Take(ref bytes, 1)[0])
        {
            case Marker.Number:
                return BinaryPrimitives.ReadDoubleBigEndian(Take(ref bytes, 8));
            case Marker.Boolean:
                return Take(ref bytes, 1)[0] != 0;
            case Marker.Text:
                return ReadText(ref bytes, BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2)));
            case Marker.LongText:
                return ReadText(ref bytes, BinaryPrimitives.ReadUInt32BigEndian(Take(ref bytes, 4)));
            case Marker.Object:
                return ReadObject(ref bytes, depth, ref budget);
            case Marker.EcmaArray:
                Take(ref bytes, 4);
                return ReadObject(ref bytes, depth, ref budget);
            case Marker.StrictArray:
                var items = new List<object?>();
                for (var count = BinaryPrimitives.ReadUInt32BigEndian(Take(ref bytes, 4)); count > 0; count--)
                    items.Add(ReadValue(ref bytes, depth + 1, ref budget));
                return items;
            case Marker.Date:
                Take(ref bytes, 10);
                return null;
            case Marker.Null or Marker.Undefined:
                return null;
            default:
                throw Unreadable();
        }
    }

    private static Dictionary<string, object?> ReadObject(ref ReadOnlySpan<byte> bytes, int depth, ref int budget)
    {
        var members = new Dictionary<string, object?>();
        while (true)
        {
            var name = ReadText(ref bytes, BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2)));
            if (name.Length == 0 && !bytes.IsEmpty && bytes[0] == (byte)Marker.ObjectEnd)
            {
                bytes = bytes[1..];
                return members;
            }

            members[name] = ReadValue(ref bytes, depth + 1, ref budget);
        }
    }

    private static string ReadText(ref ReadOnlySpan<byte> bytes, uint length) =>
        length > bytes.Length ? throw Unreadable() : Encoding.UTF8.GetString(Take(ref bytes, (int)length));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (count > bytes.Length)
            throw Unreadable();

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static void WriteValue(ArrayBufferWriter<byte> output, object? value)
    {
        switch (value)
        {
            case double number:
                output.Write<byte>([(byte)Marker.Number]);
                BinaryPrimitives.WriteDoubleBigEndian(output.GetSpan(8), number);
                output.Advance(8);
                break;
            case string text:
                output.Write<byte>([(byte)Marker.Text]);
                WriteText(output, text);
                break;
            case IReadOnlyDictionary<string, object?> members:
                output.Write<byte>([(byte)Marker.Object]);
                foreach (var (name, member) in members)
                {
                    WriteText(output, name);
                    WriteValue(output, member);
                }

                output.Write<byte>([0, 0, (byte)Marker.ObjectEnd]);
                break;
            default:
                output.Write<byte>([(byte)Marker.Null]);
                break;
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), (ushort)bytes.Length);
        output.Advance(2);
        output.Write(bytes);
    }

    private static MalformedStreamException Unreadable() =>
        new("The encoder sent an RTMP command that cannot be read.");
}
