using System.Net.WebSockets;
using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Live.Mirror;

/// <summary>The socket of a leader who watches. Its state belongs to its class, and is used under that one's
/// lock.</summary>
internal sealed class LeaderSocket(
    WebSocket socket,
    MemberId member,
    string displayName,
    MirrorWatch watch,
    bool isAdmin,
    MirrorMetrics metrics,
    TimeProvider clock
) : MirrorSocket(socket, member, displayName, watch.PublicKey, clock)
{
    /// <summary>How often at most the list of tiles is sent.</summary>
    private static readonly TimeSpan TilesInterval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<int, MirrorKey> keys = [];
    private TimeSpan? tilesSentAt;

    /// <summary>True for an administrator of the platform.</summary>
    public bool IsAdmin => isAdmin;

    /// <summary>Names this socket; never another one.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Its row.</summary>
    public Guid RowId { get; } = Guid.CreateVersion7();

    /// <summary>Where it watches; null before and after.</summary>
    public MirrorClass? Class { get; set; }

    public bool Splits { get; set; }

    /// <summary>The tile that it looks in on; null for none.</summary>
    public int? LooksAt { get; set; }

    /// <summary>To be sent first.</summary>
    public MirrorWatching? Watching { get; set; }

    public bool LeadersDue { get; set; }

    public bool TilesDue { get; set; }

    /// <summary>The last ping that was not answered.</summary>
    public MirrorPing? Ping { get; set; }

    /// <summary>The pictures that wait for it.</summary>
    public MirrorQueue Pictures { get; } = new();

    /// <summary>Passes on a key; of each tile the last one is enough.</summary>
    public void GiveKey(MirrorKey key) => keys[key.Tile] = key;

    /// <summary>A member does not share any more.</summary>
    public void Remove(int tile)
    {
        keys.Remove(tile);
        Pictures.Remove(tile);
    }

    protected override bool TryNext(out MirrorOutput output)
    {
        output = default;
        if (Class is not { } mirror)
            return false;

        lock (mirror.Gate)
        {
            if (NextText(mirror) is { } text)
                output = new MirrorOutput(text, null);
            else if (Pictures.Next() is { } picture)
                output = new MirrorOutput(picture.Message, picture);
            else
                return false;
            return true;
        }
    }

    protected override void Sent(MirrorPicture picture) =>
        metrics.PictureSent(picture.Message.Length, (Class?.NowMs ?? 0) - picture.Header.CapturedAtMs);

    protected override void Forget()
    {
        if (Class is not { } mirror)
            return;

        lock (mirror.Gate)
            Pictures.Clear();
    }

    private byte[]? NextText(MirrorClass mirror)
    {
        if (Watching is { } watching)
        {
            Watching = null;
            return Write(watching);
        }

        if (TilesDue && AreTilesDueNow())
        {
            TilesDue = false;
            tilesSentAt = Now;
            return mirror.Tiles();
        }

        if (keys.Count > 0)
        {
            var (tile, key) = keys.First();
            keys.Remove(tile);
            return Write(key);
        }

        if (LeadersDue)
        {
            LeadersDue = false;
            return mirror.LeadersForLeaders();
        }

        if (Ping is { } ping)
        {
            Ping = null;
            return Write(new MirrorPong(ping.AtMs, mirror.NowMs));
        }

        return null;
    }

    /// <summary>Not more often than need be, but before any key: it is unwrapped with what the list says.</summary>
    private bool AreTilesDueNow()
    {
        var now = Now;
        if (keys.Count > 0 || tilesSentAt is not { } sentAt || sentAt + TilesInterval <= now)
            return true;

        WakeIn(sentAt + TilesInterval - now);
        return false;
    }
}
