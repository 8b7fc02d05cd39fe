using UpperBack.Streaming.Rtmp;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>An encoder's side of a connection as bytes, written out by hand.</summary>
internal static class RtmpBytes
{
    /// <summary>Handshake, connect, createStream, publish, and media tags.</summary>
    public static byte[] Publish(string key, params (byte Type, byte[] Body)[] tags) =>
        [
            3,
            .. new byte[1536 * 2],
            .. Message(20, 0, 0, Amf0.Write("connect", 1.0, new Dictionary<string, object?> { ["app"] = "live" })),
            .. Message(20, 0, 0, Amf0.Write("createStream", 2.0, null)),
            .. Message(20, 0, 1, Amf0.Write("publish", 3.0, null, key, "live")),
            .. tags.SelectMany((tag, index) => Message(tag.Type, (uint)index * 33, 1, tag.Body)),
        ];

    public static byte[] Publish(string key, byte type, byte[] tag) => Publish(key, (type, tag));

    /// <summary>One message in chunks of 128 bytes, as a connection begins.</summary>
    public static byte[] Message(byte type, uint timestamp, uint streamId, byte[] body)
    {
        var bytes = new List<byte>
        {
            4,
            (byte)(timestamp >> 16),
            (byte)(timestamp >> 8),
            (byte)timestamp,
            (byte)(body.Length >> 16),
            (byte)(body.Length >> 8),
            (byte)body.Length,
            type,
            (byte)streamId,
            0,
            0,
            0,
        };
        for (var at = 0; at < body.Length; at += 128)
        {
            if (at > 0)
                bytes.Add(0xc4);
            bytes.AddRange(body[at..Math.Min(body.Length, at + 128)]);
        }

        return [.. bytes];
    }
}
