using System.Net.WebSockets;
using System.Text.Json;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>Shares one person's drawn picture with the leaders of a class, as a member's page does: encrypted on the
/// way, the larger size only while somebody looks in, and nothing while nobody watches.</summary>
internal sealed class DemoMirror(DemoPerson person, SessionId session, DemoForm form, TimeProvider clock)
{
    private const int MaxMessage = 64 * 1024;

    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private volatile IReadOnlyList<MirrorLeader> leaders = [];
    private volatile bool isLookedAt;

    /// <summary>Shares, again whenever the connection is lost, until there is nothing to share with.</summary>
    public async Task ShareAsync(CancellationToken ct)
    {
        while (await ShareOnceAsync(ct))
            await Task.Delay(RetryDelay, clock, ct);
    }

    /// <returns>False when another try would be in vain.</returns>
    private async Task<bool> ShareOnceAsync(CancellationToken ct)
    {
        (leaders, isLookedAt) = ([], false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            using var socket = await person.OpenSocketAsync($"/hubs/mirror/{session}", ct);
            using var cipher = new DemoCipher(session);
            await SayAsync(socket, new MirrorShare(cipher.PublicKey, OfAge: true), ct);
            var sending = SendAsync(socket, cipher, over.Token);
            var listening = ListenAsync(socket, over.Token);
            await Task.WhenAny(sending, listening);
            await over.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // The room may hear of the seat a moment after it was booked.
            return await listening is not { } ended || ended.Retryable || ended.Code == ErrorCodes.MirrorNoSeat.Code;
        }
        catch (Exception lost)
            when (lost is WebSocketException or IOException or OperationCanceledException && !ct.IsCancellationRequested
            )
        {
            return true;
        }
    }

    private async Task SendAsync(ClientWebSocket socket, DemoCipher cipher, CancellationToken ct)
    {
        var served = new HashSet<string>();
        using var timer = new PeriodicTimer(FrameInterval, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var present = leaders;
            if (!served.IsSubsetOf(present.Select(leader => leader.Id)))
            {
                // Who left can read nothing that follows.
                cipher.Renew();
                served.Clear();
            }

            foreach (var leader in present.Where(leader => served.Add(leader.Id)))
                await SayAsync(socket, cipher.WrapFor(leader), ct);
            if (present.Count == 0)
                continue;
            await ShowAsync(socket, cipher, isLookIn: false, ct);
            if (isLookedAt)
                await ShowAsync(socket, cipher, isLookIn: true, ct);
        }
    }

    private Task ShowAsync(ClientWebSocket socket, DemoCipher cipher, bool isLookIn, CancellationToken ct)
    {
        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var picture = form.Draw(isLookIn, nowMs);
        return socket.SendAsync(
            cipher.Seal(picture.Span, isLookIn, nowMs, DemoForm.SeenAtMs(nowMs)),
            WebSocketMessageType.Binary,
            endOfMessage: true,
            ct
        );
    }

    /// <returns>Why the server ended it; null when the connection was lost.</returns>
    private async Task<MirrorEnded?> ListenAsync(ClientWebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[MaxMessage];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
                length += received.Count;
            } while (!received.EndOfMessage);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            switch (JsonSerializer.Deserialize<MirrorServerMessage>(buffer.AsSpan(0, length), DemoPerson.Json))
            {
                case MirrorLeaders changed:
                    leaders = changed.Leaders;
                    break;
                case MirrorLookers changed:
                    isLookedAt = changed.Lookers.Count > 0;
                    break;
                case MirrorEnded ended:
                    return ended;
            }
        }
    }

    private static Task SayAsync(ClientWebSocket socket, MirrorClientMessage message, CancellationToken ct) =>
        socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message, DemoPerson.Json),
            WebSocketMessageType.Text,
            endOfMessage: true,
            ct
        );
}
