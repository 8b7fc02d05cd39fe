using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests;

/// <summary>An instructor's browser, as far as the server sees it.</summary>
internal sealed class BrowserEncoder : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    public static async Task<BrowserEncoder> ConnectAsync(PlannedClass planned, TestMember? member = null)
    {
        var encoder = new BrowserEncoder();
        encoder.socket.Options.SetRequestHeader("Authorization", $"Bearer {(member ?? planned.Instructor).Token}");
        await encoder.socket.ConnectAsync(
            new UriBuilder(planned.Server.Address) { Scheme = "ws", Path = planned.Api("/ingest") }.Uri,
            CancellationToken.None
        );
        return encoder;
    }

    /// <summary>How the server closed.</summary>
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public Task SendTextAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public Task SendBytesAsync(byte[] bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);

    public Task SendFormatAsync(StreamFormat format) => SendTextAsync(FormatText(format));

    public Task SendAnchorAsync(long mediaUs, double capturedAtMs) =>
        SendTextAsync(
            JsonSerializer.Serialize(
                new
                {
                    type = "anchor",
                    mediaUs,
                    capturedAtMs,
                }
            )
        );

    public Task StopAsync() => SendTextAsync("""{"type":"stop"}""");

    public async Task SendAsync(StreamFormat format, IEnumerable<MediaSample> samples)
    {
        foreach (var sample in samples)
            await SendBytesAsync(Message(sample, format));
    }

    /// <summary>Reads until a message of this type; null when the server closed before.</summary>
    public async Task<JsonElement?> ReadUntilAsync(string type)
    {
        var buffer = new byte[16 * 1024];
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, timeout.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            var message = JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
            if (message.GetProperty("type").GetString() == type)
                return message;
        }
    }

    /// <summary>Reads to the end: why the server ended it, or null when it gave no reason.</summary>
    public async Task<string?> ReadEndAsync()
    {
        var end = await ReadUntilAsync("end");
        if (end is not null)
            await ReadUntilAsync("nothing more");
        return end?.GetProperty("code").GetString();
    }

    /// <summary>Loses the connection.</summary>
    public void Drop() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public static string FormatText(StreamFormat format) =>
        JsonSerializer.Serialize(
            new
            {
                type = "format",
                video = format.Video is not { } video
                    ? null
                    : new
                    {
                        width = video.Width,
                        height = video.Height,
                        description = Convert.ToBase64String(video.Configuration.Span),
                    },
                audio = format.Audio is not { } audio
                    ? null
                    : new
                    {
                        sampleRate = audio.SampleRate,
                        channels = audio.Channels,
                        description = Convert.ToBase64String(audio.Configuration.Span),
                    },
            }
        );

    public static byte[] Message(MediaSample sample, StreamFormat format)
    {
        var rate = sample.Track == Track.Video ? VideoFormat.Timescale : format.Audio!.SampleRate;
        var message = new byte[16 + sample.Data.Length];
        message[0] = (byte)(sample.Track == Track.Video ? 1 : 2);
        message[1] = (byte)(sample.IsKeyFrame ? 1 : 0);
        BinaryPrimitives.WriteInt64BigEndian(
            message.AsSpan(4),
            (long)Math.Round((sample.DecodeTime + sample.CompositionOffset) * 1e6 / rate)
        );
        sample.Data.CopyTo(message.AsMemory(16));
        return message;
    }
}
