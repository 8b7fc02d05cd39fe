using System.Buffers.Binary;
using System.Text.Json;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Ingest;

/// <summary>What a browser sends while it streams: text that says what follows, and binary messages of one sample each.
/// Pure.</summary>
internal static class BrowserMessages
{
    /// <summary>The longest message, in bytes.</summary>
    public const int MaxBytes = 4 << 20;

    private const int HeadBytes = 16;
    private const long MaxUs = 1L << 40;

    /// <summary>Reads a text message.</summary>
    /// <exception cref="MalformedStreamException">It is none of the protocol.</exception>
    public static BrowserMessage ReadText(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 8 });
            var message = json.RootElement;
            return message.GetProperty("type").GetString() switch
            {
                "format" => new FormatMessage(ReadFormat(message)),
                "anchor" => new AnchorMessage(
                    ReadTime(message.GetProperty("mediaUs").GetInt64()),
                    message.GetProperty("capturedAtMs").GetDouble()
                ),
                "stop" => new StopMessage(),
                _ => throw Malformed(
                    "A message has a type that is not known here. The types are format, anchor and stop."
                ),
            };
        }
        catch (Exception ex)
            when (ex
                    is JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
                        or OverflowException
            )
        {
            throw Malformed(
                "A text message cannot be read. It must be a format, an anchor or a stop, in JSON and with all its "
                    + "members."
            );
        }
    }

    /// <summary>Reads a binary message.</summary>
    /// <param name="message">Kind, flags, two zero bytes, presentation time (µs), duration (µs), payload. The payload
    /// is copied.</param>
    /// <param name="format">What was announced; null when nothing was.</param>
    /// <returns>The sample, and its time in microseconds.</returns>
    /// <exception cref="MalformedStreamException">It is none of the protocol, or of a track that was not
    /// announced.</exception>
    public static (MediaSample Sample, long Us) ReadSample(ReadOnlySpan<byte> message, StreamFormat? format)
    {
        if (format is null)
            throw Malformed("A sample came before the format. Say first what the stream consists of.");
        if (message.Length <= HeadBytes)
            throw Malformed("A binary message is too short to hold a sample.");

        var us = ReadTime(BinaryPrimitives.ReadInt64BigEndian(message[4..]));
        var payload = message[HeadBytes..];
        switch (message[0])
        {
            case 1 when format.Video is not null:
                RequireUnits(payload);
                return (
                    new MediaSample(Track.Video, ((us * 9) + 50) / 100, 0, (message[1] & 1) != 0, payload.ToArray()),
                    us
                );
            case 2 when format.Audio is { } audio:
                return (
                    new MediaSample(
                        Track.Audio,
                        (long)Math.Round(us / 1e6 * audio.SampleRate),
                        0,
                        true,
                        payload.ToArray()
                    ),
                    us
                );
            default:
                throw Malformed("A sample is of a track that was not announced in the format.");
        }
    }

    private static StreamFormat ReadFormat(JsonElement message)
    {
        var video = message.GetProperty("video");
        var audio = message.GetProperty("audio");
        return new StreamFormat(
            video.ValueKind == JsonValueKind.Null
                ? null
                : AvcConfiguration.Parse(video.GetProperty("description").GetBytesFromBase64()),
            audio.ValueKind == JsonValueKind.Null
                ? null
                : AudioConfiguration.Parse(audio.GetProperty("description").GetBytesFromBase64())
        );
    }

    private static long ReadTime(long us) =>
        us is >= 0 and < MaxUs
            ? us
            : throw Malformed("A time lies outside the stream. Times are microseconds since its beginning.");

    private static void RequireUnits(ReadOnlySpan<byte> payload)
    {
        while (!payload.IsEmpty)
        {
            var length = payload.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(payload);
            if (length == 0 || length > payload.Length - 4)
                throw Malformed(
                    "A picture is not made of NAL units with their lengths before them. "
                        + "Configure the encoder for the format avc."
                );
            payload = payload[(4 + (int)length)..];
        }
    }

    private static MalformedStreamException Malformed(string message) => new(message);
}

/// <summary>A text message of a browser.</summary>
internal abstract record BrowserMessage;

/// <summary>What follows.</summary>
internal sealed record FormatMessage(StreamFormat Format) : BrowserMessage;

/// <summary>When a moment of the stream was captured.</summary>
internal sealed record AnchorMessage(long MediaUs, double CapturedAtMs) : BrowserMessage;

/// <summary>It is done for good.</summary>
internal sealed record StopMessage : BrowserMessage;
