using System.Net.WebSockets;
using Microsoft.Extensions.Options;

namespace UpperBack.Live.Mirror;

/// <summary>A member shares their picture, from when their socket says so until it is gone or they may no
/// longer.</summary>
internal sealed class ShareMirror(
    MirrorRelay relay,
    MirrorAdmission admission,
    MirrorRows rows,
    IOptions<LiveOptions> options,
    TimeProvider clock
)
{
    /// <returns>Why it ends; null when the client is gone, or was told already.</returns>
    public async Task<Problem?> RunAsync(
        SessionId sessionId,
        SharerSocket sharer,
        MirrorReader reader,
        CancellationToken ct
    )
    {
        if (await admission.RefuseAsync(sessionId, sharer, ct) is { } refusal)
            return refusal;

        var mirror = relay.Enter(sessionId);
        try
        {
            var lastLookMs = await rows.ReadLastLookAsync(sessionId, sharer.Member, ct);
            while (!mirror.TryAdd(sharer, lastLookMs, out var earlier))
            {
                if (earlier is null)
                    return MirrorPolicy.Full;

                mirror.End(earlier, MirrorPolicy.Replaced);
            }

            return await ShareAsync(mirror, sharer, reader, ct);
        }
        finally
        {
            relay.Exit(mirror);
        }
    }

    private async Task<Problem?> ShareAsync(
        MirrorClass mirror,
        SharerSocket sharer,
        MirrorReader reader,
        CancellationToken ct
    )
    {
        try
        {
            await rows.BeginShareAsync(mirror.SessionId, sharer);
            var input = new SharerInput(mirror, sharer, options.Value, clock);
            while (!sharer.IsEnding)
            {
                switch (await reader.ReadAsync(ct))
                {
                    case WebSocketMessageType.Close:
                        return null;
                    case null:
                        return MirrorText.TooLarge;
                    case WebSocketMessageType.Text when input.Apply(reader.ReadText()) is { } problem:
                        return problem;
                    case WebSocketMessageType.Binary when input.Publish(reader) is { } problem:
                        return problem;
                }
            }

            return null;
        }
        finally
        {
            mirror.Remove(sharer);
            await rows.EndShareAsync(sharer);
        }
    }
}
