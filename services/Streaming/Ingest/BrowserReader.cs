using System.Buffers;
using System.Net.WebSockets;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Ingest;

/// <summary>Reads one browser's messages and hands them to its encoder session.</summary>
internal sealed class BrowserReader(WebSocket socket, IIngest ingest, TimeProvider clock)
{
    private const int FirstBuffer = 64 * 1024;
    private const long Nothing = -1;

    private readonly AudioTimestampAligner aligner = new();
    private StreamFormat? format;
    private long latestUs = Nothing;
    private long lastMessageAt = clock.GetTimestamp();

    /// <summary>Time of the latest video, or of the latest audio of a stream without video; null before the
    /// first.</summary>
    public long? LatestUs => Interlocked.Read(ref latestUs) is var us and not Nothing ? us : null;

    /// <summary>Time since something came.</summary>
    public TimeSpan SinceLastMessage => clock.GetElapsedTime(Interlocked.Read(ref lastMessageAt));

    /// <summary>Reads until the browser stops, goes, or sends what cannot be used.</summary>
    /// <returns>What was wrong; null when it stopped or went.</returns>
    public async Task<IngestTermination?> RunAsync(CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            while (true)
            {
                var (message, length) = await ReceiveAsync(buffer, grown => buffer = grown, ct);
                Interlocked.Exchange(ref lastMessageAt, clock.GetTimestamp());
                if (message == WebSocketMessageType.Close)
                    return null;
                if (message == WebSocketMessageType.Binary)
                    AddSample(buffer.AsSpan(0, length));
                else if (!ReadText(buffer.AsMemory(0, length)))
                    return null;
            }
        }
        catch (MalformedStreamException ex)
        {
            return new IngestTermination(ErrorCodes.StreamMalformed, ex.Message);
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads on and drops it, until the browser closes.</summary>
    public static async Task DrainAsync(WebSocket socket, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
                await socket.ReceiveAsync(buffer.AsMemory(), ct);
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException)
        {
            // It closed without saying so, or sent too much: it is over either way.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<(WebSocketMessageType Type, int Length)> ReceiveAsync(
        byte[] buffer,
        Action<byte[]> replace,
        CancellationToken ct
    )
    {
        for (var filled = 0; ; )
        {
            if (filled == buffer.Length)
            {
                if (filled >= BrowserMessages.MaxBytes)
                    throw new MalformedStreamException(
                        $"A message is longer than {BrowserMessages.MaxBytes >> 20} MiB. Lower the bit rate."
                    );

                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(buffer);
                replace(buffer = larger);
            }

            var received = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            filled += received.Count;
            if (received.EndOfMessage || received.MessageType == WebSocketMessageType.Close)
                return (received.MessageType, filled);
        }
    }

    private void AddSample(ReadOnlySpan<byte> message)
    {
        var (sample, us) = BrowserMessages.ReadSample(message, format);
        ingest.Push(sample.Track == Track.Audio ? aligner.Align(sample, format!.Audio!.SampleRate) : sample);
        if (sample.Track == Track.Video || format!.Video is null)
            Interlocked.Exchange(ref latestUs, us);
    }

    /// <returns>False when the browser is done.</returns>
    private bool ReadText(ReadOnlyMemory<byte> utf8)
    {
        switch (BrowserMessages.ReadText(utf8))
        {
            case FormatMessage message:
                ingest.Start(format = message.Format);
                return true;
            case AnchorMessage anchor:
                if (format is null)
                    throw new MalformedStreamException(
                        "An anchor came before the format. Say first what the stream consists of."
                    );
                ingest.Anchor(anchor.MediaUs / 1e6, anchor.CapturedAtMs);
                return true;
            default:
                ingest.Stop();
                return false;
        }
    }
}
