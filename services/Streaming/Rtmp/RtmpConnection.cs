using System.Net.Sockets;
using System.Security.Cryptography;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Rtmp;

/// <summary>One encoder on its socket, from handshake to its end.</summary>
internal sealed class RtmpConnection(
    Stream socket,
    IIngestGateway gateway,
    PendingConnections.Pending place,
    TimeProvider clock
)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly RtmpSession session = new(RandomNumberGenerator.GetBytes(RtmpSession.NonceLength));
    private readonly FlvTracks tracks = new();
    private IIngest? ingest;

    /// <summary>Serves the encoder until it is done, lost, or refused.</summary>
    /// <returns>Why it was refused, as a sentence; null when it ended by itself.</returns>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        try
        {
            return await ReadAsync(ct);
        }
        catch (MalformedStreamException refusal)
        {
            await RefuseAsync(refusal.Message, ct);
            return refusal.Message;
        }
        catch (Exception ex) when (ex is IOException or SocketException or ObjectDisposedException)
        {
            return null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (ingest is not null)
                await ingest.DisposeAsync();
        }
    }

    private async Task<string?> ReadAsync(CancellationToken ct)
    {
        var buffer = new byte[32 * 1024];
        using var untilLetIn = new CancellationTokenSource(Timeout, clock);
        while (true)
        {
            var count = await InTimeAsync(step => socket.ReadAsync(buffer, step), untilLetIn.Token, ct);
            if (count == 0)
                return null;

            foreach (var action in session.Push(buffer.AsSpan(0, count)))
            {
                if (await InTimeAsync(step => ActAsync(action, step), untilLetIn.Token, ct))
                    return null;
            }
        }
    }

    /// <summary>Waits for the encoder, to send or to receive, until its time is over. Before it is let in a connection
    /// has ten seconds, however slowly it sends or reads, so that it does not keep others out.</summary>
    private async ValueTask<T> InTimeAsync<T>(
        Func<CancellationToken, ValueTask<T>> step,
        CancellationToken untilLetIn,
        CancellationToken ct
    )
    {
        var isPending = ingest is null;
        using var timeout = isPending
            ? CancellationTokenSource.CreateLinkedTokenSource(untilLetIn, place.Evicted)
            : new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token, ingest?.Ended ?? default);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (ingest?.EndReason is { } end)
        {
            throw new MalformedStreamException(end.Message);
        }
        catch (OperationCanceledException) when (place.Evicted.IsCancellationRequested && isPending)
        {
            throw new MalformedStreamException("There are too many connections without a stream key. Connect again.");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new MalformedStreamException(
                isPending
                    ? "No stream key came from the encoder within ten seconds."
                    : "Nothing came from the encoder for ten seconds."
            );
        }
    }

    /// <returns>True when the encoder is done.</returns>
    private async ValueTask<bool> ActAsync(RtmpAction action, CancellationToken ct)
    {
        switch (action)
        {
            case RtmpAction.Send send:
                await socket.WriteAsync(send.Bytes, ct);
                return false;
            case RtmpAction.Publish publish:
                // It is pending until its key is found valid; an eviction does not cancel the lookup.
                var entry = await gateway.OpenAsync(publish.StreamKey, "rtmp", ct);
                place.Leave();
                if (!entry.Succeeded)
                    throw new MalformedStreamException(entry.Problem.Detail);
                ingest = entry.Value;
                await socket.WriteAsync(RtmpSession.Accept(), ct);
                return false;
            case RtmpAction.Media media when ingest is not null:
                Push(media, ingest);
                return false;
            case RtmpAction.Stop:
                ingest?.Stop();
                return true;
            default:
                return false;
        }
    }

    private void Push(RtmpAction.Media media, IIngest into)
    {
        var samples = tracks.Push(media.IsVideo, media.Timestamp, media.Tag, out var format);
        if (format is not null)
            into.Start(format);
        foreach (var sample in samples)
            into.Push(sample);
    }

    /// <summary>Tells the encoder why, if it still listens.</summary>
    private async Task RefuseAsync(string reason, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await socket.WriteAsync(RtmpSession.Refuse(reason), either.Token);
        }
        catch (Exception ex)
            when (ex is IOException or SocketException or ObjectDisposedException or OperationCanceledException) { }
    }
}
