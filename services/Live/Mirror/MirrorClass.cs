using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Live.Mirror;

/// <summary>The mirror of one class on this node: who shares, who watches, and which picture goes to whom. All of it
/// changes under one lock; what has to be sent is marked there, and the sockets are woken behind it.</summary>
/// <param name="sessionId">Which class.</param>
/// <param name="limits">How much it may do.</param>
/// <param name="metrics">Counts pictures.</param>
/// <param name="clock">The one clock.</param>
internal sealed partial class MirrorClass(
    SessionId sessionId,
    LiveOptions limits,
    MirrorMetrics metrics,
    TimeProvider clock
)
{
    /// <summary>Sockets of leaders; more would make every member wrap keys all the time.</summary>
    private const int MaxLeaders = 24;

    /// <summary>Without a look at who may for so long, no picture passes.</summary>
    private static readonly TimeSpan MaxUnchecked = TimeSpan.FromSeconds(3);

    private readonly Dictionary<int, SharerSocket> sharers = [];
    private readonly Dictionary<MemberId, long> lastLooks = [];
    private readonly MirrorAllowance allowance = new(limits.MirrorClassKbps * 125.0, limits.MirrorClassKbps * 250.0);
    private LeaderSocket[] leaders = [];
    private int lastTile;
    private TimeSpan checkedAt = clock.GetElapsedTime(0);
    private byte[]? tiles;

    public SessionId SessionId => sessionId;

    /// <summary>Guards everything here, and the state of its sockets.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The server's clock, Unix milliseconds.</summary>
    public long NowMs => clock.NowMs();

    /// <summary>Adds a member who shares.</summary>
    /// <param name="sharer">Their socket.</param>
    /// <param name="lastLookMs">When a leader last looked in on them, Unix milliseconds; null when none did.</param>
    /// <param name="earlier">Their earlier socket, which has to end first; null when as many share as may.</param>
    /// <returns>False when it was not added.</returns>
    public bool TryAdd(SharerSocket sharer, long? lastLookMs, out SharerSocket? earlier)
    {
        lock (Gate)
        {
            earlier = sharers.Values.FirstOrDefault(other => other.Member == sharer.Member);
            if (earlier is not null || sharers.Count >= limits.MirrorSeats)
                return false;

            do lastTile = (lastTile + 1) & ushort.MaxValue;
            while (sharers.ContainsKey(lastTile));
            (sharer.Tile, sharer.SinceMs, sharer.Class) = (lastTile, NowMs, this);
            sharer.Sharing = new MirrorSharing(SettingsOf(limits));
            sharer.LeadersDue = true;
            sharers.Add(sharer.Tile, sharer);
            if (lastLookMs is { } lookMs)
                lastLooks.TryAdd(sharer.Member, lookMs);
            TilesChanged();
        }

        WakeAll();
        return true;
    }

    /// <summary>Adds a leader who watches.</summary>
    /// <returns>False when as many watch as may.</returns>
    public bool TryAdd(LeaderSocket leader)
    {
        lock (Gate)
        {
            if (leaders.Length >= MaxLeaders)
                return false;

            leader.Class = this;
            leader.Watching = new MirrorWatching(leader.Id, SettingsOf(limits));
            leader.TilesDue = true;
            leaders = [.. leaders, leader];
            LeadersChanged(forSharers: true);
        }

        WakeAll();
        return true;
    }

    /// <summary>Takes a socket out: from here on no picture of a member passes, none reaches a leader, and every member
    /// gives the other leaders another key. Again it does nothing.</summary>
    public void Remove(MirrorSocket socket)
    {
        lock (Gate)
        {
            if (socket is SharerSocket sharer && sharers.GetValueOrDefault(sharer.Tile) == sharer)
                Drop(sharer);
            else if (socket is LeaderSocket leader && leaders.Contains(leader))
                Drop(leader);
            else
                return;
        }

        WakeAll();
    }

    /// <summary>Takes a socket out, tells it why, and closes it.</summary>
    public void End(MirrorSocket socket, Problem why)
    {
        Remove(socket);
        socket.End(why);
    }

    /// <summary>Everybody's access was looked at.</summary>
    public void Checked()
    {
        lock (Gate)
            checkedAt = clock.GetElapsedTime(0);
    }

    /// <summary>Everybody here, at this moment.</summary>
    public (SharerSocket[] Sharers, LeaderSocket[] Leaders) All()
    {
        lock (Gate)
            return ([.. sharers.Values], leaders);
    }

    /// <summary>Shows somebody under another name.</summary>
    public void Rename(MirrorSocket socket, string name)
    {
        lock (Gate)
        {
            if (socket.DisplayName == name)
                return;

            socket.DisplayName = name;
            TilesChanged();
            LeadersChanged(forSharers: true);
        }

        WakeAll();
    }

    /// <summary>What the settings make of a picture.</summary>
    public static MirrorSettings SettingsOf(LiveOptions limits) =>
        new(
            new MirrorPictureSettings(
                MirrorLimits.TileWidth,
                MirrorLimits.TileHeight,
                limits.MirrorTileFramesPerSecond,
                limits.MirrorTileKbps
            ),
            new MirrorPictureSettings(
                MirrorLimits.LookInWidth,
                MirrorLimits.LookInHeight,
                limits.MirrorLookInFramesPerSecond,
                limits.MirrorLookInKbps
            )
        );

    private void Drop(SharerSocket sharer)
    {
        foreach (var leader in leaders)
        {
            leader.Remove(sharer.Tile);
            if (leader.LooksAt == sharer.Tile)
                Unlook(leader);
        }

        sharers.Remove(sharer.Tile);
        TilesChanged();
    }

    private void Drop(LeaderSocket leader)
    {
        leaders = [.. leaders.Where(other => other != leader)];
        leader.Pictures.Clear();
        Unlook(leader);
        LeadersChanged(forSharers: true);
    }

    private void TilesChanged()
    {
        tiles = null;
        foreach (var leader in leaders)
            leader.TilesDue = true;
    }

    private void LeadersChanged(bool forSharers)
    {
        foreach (var leader in leaders)
            leader.LeadersDue = true;
        if (!forSharers)
            return;

        foreach (var sharer in sharers.Values)
            sharer.LeadersDue = true;
    }

    private void WakeAll()
    {
        var (members, watching) = All();
        foreach (var sharer in members)
            sharer.Wake();
        foreach (var leader in watching)
            leader.Wake();
    }
}
