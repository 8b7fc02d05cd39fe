using System.Net.WebSockets;

namespace UpperBack.Live.Mirror;

/// <summary>A leader watches those who share, from when their socket says so until it is gone or they may no
/// longer.</summary>
internal sealed class WatchMirror(MirrorRelay relay, MirrorAdmission admission, MirrorRows rows, TimeProvider clock)
{
    private const int TextsPerSecond = 20;
    private const int BurstOfTexts = 200;

    /// <returns>Why it ends; null when the client is gone, or was told already.</returns>
    public async Task<Problem?> RunAsync(
        SessionId sessionId,
        LeaderSocket leader,
        MirrorReader reader,
        CancellationToken ct
    )
    {
        if (await admission.RefuseAsync(sessionId, leader, ct) is { } refusal)
            return refusal;

        var mirror = relay.Enter(sessionId);
        try
        {
            return mirror.TryAdd(leader) ? await WatchAsync(mirror, leader, reader, ct) : MirrorPolicy.FullOfLeaders;
        }
        finally
        {
            relay.Exit(mirror);
        }
    }

    private async Task<Problem?> WatchAsync(
        MirrorClass mirror,
        LeaderSocket leader,
        MirrorReader reader,
        CancellationToken ct
    )
    {
        Guid? look = null;
        try
        {
            await rows.BeginWatchAsync(mirror.SessionId, leader);
            var texts = new MirrorAllowance(TextsPerSecond, BurstOfTexts);
            while (!leader.IsEnding)
            {
                var type = await reader.ReadAsync(ct);
                if (type == WebSocketMessageType.Close)
                    return null;
                if (type is null)
                    return MirrorText.TooLarge;
                if (type != WebSocketMessageType.Text || reader.ReadText() is not { } message)
                    return MirrorText.Malformed;
                if (!texts.TryTake(1, clock.GetElapsedTime(0)))
                    return MirrorText.TooFast;
                if (message is MirrorLook request)
                    look = await LookInAsync(mirror, leader, request, look);
                else if (!TryApply(mirror, leader, message))
                    return MirrorText.Malformed;
            }

            return null;
        }
        finally
        {
            mirror.Remove(leader);
            await rows.EndWatchAsync(leader, look);
        }
    }

    /// <summary>Begins or ends a look-in. Each is stored before its first picture passes, and the one before it ends:
    /// nobody is looked at without a trace.</summary>
    /// <returns>The row of the one that lasts; null when none does.</returns>
    private async Task<Guid?> LookInAsync(MirrorClass mirror, LeaderSocket leader, MirrorLook request, Guid? look)
    {
        if (leader.LooksAt == request.Tile ? request.On : !request.On)
            return look;

        mirror.EndLookIn(leader);
        await rows.EndLookAsync(look);
        if (!request.On || mirror.SharerOn(request.Tile) is not { } sharer)
            return null;

        var row = Guid.CreateVersion7();
        await rows.BeginLookAsync(row, mirror.SessionId, leader, sharer);
        if (mirror.BeginLookIn(leader, sharer))
            return row;

        await rows.EndLookAsync(row);
        return null;
    }

    private static bool TryApply(MirrorClass mirror, LeaderSocket leader, MirrorClientMessage message)
    {
        switch (message)
        {
            case MirrorAskKeyFrame request when MirrorText.IsMeaningful(request):
                mirror.AskKeyFrame(leader, request);
                return true;
            case MirrorSplit split:
                mirror.Split(leader, split.On);
                return true;
            case MirrorPing ping when MirrorText.IsMeaningful(ping):
                lock (mirror.Gate)
                    leader.Ping = ping;
                leader.Wake();
                return true;
            default:
                return false;
        }
    }
}
