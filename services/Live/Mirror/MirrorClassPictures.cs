using System.Text.Json;

namespace UpperBack.Live.Mirror;

/// <summary>The part of a class's mirror that passes on what its sockets say.</summary>
internal sealed partial class MirrorClass
{
    /// <summary>Passes a picture on to those who are to see it: tiles to every leader, look-ins to who looks. It is
    /// released.</summary>
    public void Publish(SharerSocket from, MirrorPicture picture)
    {
        var (kind, dropped, asks) = (picture.Header.Kind, 0, false);
        LeaderSocket[] to;
        lock (Gate)
        {
            to = sharers.GetValueOrDefault(from.Tile) == from && !from.IsPaused && !from.IsEnding ? leaders : [];
            var now = clock.GetElapsedTime(0);
            foreach (var leader in to)
            {
                if (kind == MirrorKind.LookIn && leader.LooksAt != from.Tile)
                    continue;

                if (now - checkedAt > MaxUnchecked || !allowance.TryTake(picture.Message.Length, now))
                {
                    leader.Pictures.Skip(from.Tile, kind);
                    dropped++;
                    continue;
                }

                dropped += leader.Pictures.Add(from.Tile, picture);

                // Who reads again after it was too slow goes on with a key frame; who still does not must not make
                // members send them in vain.
                if (leader.Pictures.NeedsKeyFrame(from.Tile, kind) && leader.Pictures.IsEmpty && !leader.IsSending)
                {
                    from.AskKeyFrame(kind);
                    asks = true;
                }
            }
        }

        foreach (var leader in to)
            leader.Wake();
        if (asks)
            from.Wake();
        picture.Release();
        if (dropped > 0)
            metrics.PicturesDropped(dropped);
    }

    /// <summary>A picture of a member was not taken, so that what refers to it cannot be decoded.</summary>
    public void Skip(SharerSocket from, MirrorKind kind)
    {
        lock (Gate)
        {
            foreach (var leader in sharers.GetValueOrDefault(from.Tile) == from ? leaders : [])
                leader.Pictures.Skip(from.Tile, kind);
        }

        metrics.PicturesDropped(1);
    }

    /// <summary>Passes a member's key on to the leader for whom it is wrapped.</summary>
    public void GiveKey(SharerSocket from, MirrorGiveKey key)
    {
        LeaderSocket? to;
        lock (Gate)
        {
            to = sharers.GetValueOrDefault(from.Tile) == from ? Array.Find(leaders, one => one.Id == key.Leader) : null;
            to?.GiveKey(new MirrorKey(from.Tile, key.KeyId, key.Wrapped));
        }

        to?.Wake();
    }

    /// <summary>A member pauses or goes on; while it is paused, nothing of theirs passes.</summary>
    public void Pause(SharerSocket sharer, bool isPaused)
    {
        lock (Gate)
        {
            sharer.IsPaused = isPaused;
            foreach (var leader in isPaused ? leaders : [])
                leader.Pictures.Remove(sharer.Tile);
            TilesChanged();
        }

        WakeAll();
    }

    /// <summary>A leader shares the wall, or no longer.</summary>
    public void Split(LeaderSocket leader, bool isOn)
    {
        lock (Gate)
        {
            leader.Splits = isOn;
            LeadersChanged(forSharers: false);
        }

        WakeAll();
    }

    /// <summary>A leader cannot go on without a key frame of what they see.</summary>
    public void AskKeyFrame(LeaderSocket leader, MirrorAskKeyFrame request)
    {
        SharerSocket? sharer;
        lock (Gate)
        {
            sharer = sharers.GetValueOrDefault(request.Tile);
            if (request.Kind == (int)MirrorKind.Tile || leader.LooksAt == request.Tile)
                sharer?.AskKeyFrame((MirrorKind)request.Kind);
        }

        sharer?.Wake();
    }

    /// <summary>Who shares under a number; null when nobody does.</summary>
    public SharerSocket? SharerOn(int tile)
    {
        lock (Gate)
            return sharers.GetValueOrDefault(tile);
    }

    /// <summary>A leader looks in on a member, who is told.</summary>
    /// <returns>False when the member does not share any more, or the leader is out.</returns>
    public bool BeginLookIn(LeaderSocket leader, SharerSocket sharer)
    {
        lock (Gate)
        {
            if (!leaders.Contains(leader) || sharers.GetValueOrDefault(sharer.Tile) != sharer)
                return false;

            // The first makes the device begin, which it does with a key frame.
            if (leaders.Any(other => other.LooksAt == sharer.Tile))
                sharer.AskKeyFrame(MirrorKind.LookIn);
            leader.LooksAt = sharer.Tile;
            LooksChanged(sharer);
        }

        WakeAll();
        return true;
    }

    /// <summary>A leader looks in on nobody any more, and the member is told.</summary>
    public void EndLookIn(LeaderSocket leader)
    {
        lock (Gate)
            Unlook(leader);
        WakeAll();
    }

    /// <summary>Who looks in on a tile.</summary>
    public MirrorLookers LookersOf(int tile) =>
        new([
            .. leaders
                .Where(leader => leader.LooksAt == tile)
                .DistinctBy(leader => leader.Member)
                .Select(leader => new MirrorLooker(leader.Member, leader.DisplayName)),
        ]);

    /// <summary>The list of tiles as it is sent; written once for all leaders.</summary>
    public byte[] Tiles() =>
        tiles ??= Write(
            new MirrorTiles([
                .. sharers.Values.Select(sharer => new MirrorTile(
                    sharer.Tile,
                    sharer.Member,
                    sharer.DisplayName,
                    sharer.PublicKey,
                    sharer.IsPaused,
                    sharer.SinceMs,
                    lastLooks.TryGetValue(sharer.Member, out var lookMs) ? lookMs : null
                )),
            ])
        );

    /// <summary>The list of leaders as members are told it: with what keys are wrapped for.</summary>
    public byte[] LeadersForSharers() => Write(ListLeaders(leader => (leader.PublicKey, false, null)));

    /// <summary>The list of leaders as leaders are told it: with what each of them does.</summary>
    public byte[] LeadersForLeaders() => Write(ListLeaders(leader => (string.Empty, leader.Splits, leader.LooksAt)));

    private static byte[] Write(MirrorServerMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(message, LiveJson.Options);

    private MirrorLeaders ListLeaders(Func<LeaderSocket, (string Key, bool Splits, int? LooksAt)> say) =>
        new([
            .. leaders.Select(leader =>
            {
                var (key, splits, looksAt) = say(leader);
                return new MirrorLeader(leader.Id, leader.Member, leader.DisplayName, key, splits, looksAt);
            }),
        ]);

    private void Unlook(LeaderSocket leader)
    {
        if (leader.LooksAt is not { } tile)
            return;

        leader.LooksAt = null;
        leader.Pictures.Remove(tile, MirrorKind.LookIn);
        if (sharers.GetValueOrDefault(tile) is { } sharer)
            LooksChanged(sharer);
        else
            LeadersChanged(forSharers: false);
    }

    private void LooksChanged(SharerSocket sharer)
    {
        sharer.LookersDue = true;
        lastLooks[sharer.Member] = NowMs;
        TilesChanged();
        LeadersChanged(forSharers: false);
    }
}
