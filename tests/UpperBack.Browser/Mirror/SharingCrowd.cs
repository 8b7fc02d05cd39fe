using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Browser.Mirror;

/// <summary>Members without a page who share a moving test picture, coded as their browsers would.</summary>
internal sealed class SharingCrowd : IAsyncDisposable
{
    private const int TileKbps = 30;
    private const int TileRate = 4;
    private const int LookInKbps = 150;
    private const int LookInRate = 12;
    private const int Seconds = 10;

    private readonly IReadOnlyList<MirrorSharer> sharers;
    private readonly CancellationTokenSource over = new();
    private readonly Task sending;

    private SharingCrowd(
        IReadOnlyList<MirrorSharer> sharers,
        IReadOnlyList<byte[]> tiles,
        IReadOnlyList<byte[]> lookIns
    )
    {
        this.sharers = sharers;
        sending = Task.WhenAll(
            sharers.SelectMany(sharer =>
                new[]
                {
                    SendAsync(sharer, kind: 1, tiles, TileRate, () => true),
                    SendAsync(sharer, kind: 2, lookIns, LookInRate, () => sharer.Lookers.Count > 0),
                }
            )
        );
    }

    /// <summary>Who they are.</summary>
    public IReadOnlyList<MemberId> Members => [.. sharers.Select(sharer => sharer.Member.Id)];

    /// <summary>So many new members share from now on.</summary>
    public static async Task<SharingCrowd> ShareAsync(MirrorClass lesson, int count)
    {
        var tiles = CodedPictures.MakeAsync(
            MirrorLimits.TileWidth,
            MirrorLimits.TileHeight,
            TileRate,
            TileKbps,
            Seconds
        );
        var lookIns = CodedPictures.MakeAsync(
            MirrorLimits.LookInWidth,
            MirrorLimits.LookInHeight,
            LookInRate,
            LookInKbps,
            Seconds
        );
        var sharers = new List<MirrorSharer>();
        for (var number = 1; number <= count; number++)
            sharers.Add(await lesson.ShareAsync($"Member {number}"));
        return new SharingCrowd(sharers, await tiles, await lookIns);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var sharer in sharers)
            await sharer.DisposeAsync();
        over.Dispose();
    }

    /// <summary>Round after round, from its key frame on, and from there again when one is asked for.</summary>
    private async Task SendAsync(
        MirrorSharer sharer,
        int kind,
        IReadOnlyList<byte[]> pictures,
        int rate,
        Func<bool> isWanted
    )
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        var (next, asked) = (0, 0);
        while (await timer.WaitForNextTickAsync(over.Token))
        {
            var askedNow = sharer.AskedFor(kind);
            if (askedNow != asked || !isWanted())
                (next, asked) = (0, askedNow);
            if (!isWanted())
                continue;
            await sharer.SendAsync(pictures[next], isKeyFrame: next == 0, kind);
            next = (next + 1) % pictures.Count;
        }
    }
}
