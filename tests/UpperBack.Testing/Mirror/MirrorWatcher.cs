using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using UpperBack.Contracts.Live;

namespace UpperBack.Testing.Mirror;

/// <summary>A leader who watches, as a browser does it: unwraps the keys it is given and decrypts with them.</summary>
public sealed class MirrorWatcher : IAsyncDisposable
{
    private readonly MirrorPair pair = new();
    private readonly SessionId session;
    private readonly ConcurrentDictionary<(int Tile, int KeyId), byte[]> keys = new();

    private MirrorWatcher(TestMember member, SessionId session) => (Member, this.session) = (member, session);

    /// <summary>Who.</summary>
    public TestMember Member { get; }

    /// <summary>The connection.</summary>
    public MirrorLink Link { get; private set; } = null!;

    /// <summary>Pictures in the order they came.</summary>
    public ConcurrentQueue<SeenPicture> Pictures { get; } = new();

    /// <summary>Who shares, as last told.</summary>
    public IReadOnlyList<MirrorTile> Tiles => Link.Last<MirrorTiles>()?.Tiles ?? [];

    /// <summary>The leaders, as last told.</summary>
    public IReadOnlyList<MirrorLeader> Leaders => Link.Last<MirrorLeaders>()?.Leaders ?? [];

    /// <summary>Its own id.</summary>
    public string Id => Link.Last<MirrorWatching>()!.Id;

    /// <summary>Connects and says that it watches; whether it may is still to come.</summary>
    public static async Task<MirrorWatcher> ConnectAsync(Uri address, TestMember member, SessionId session)
    {
        var watcher = new MirrorWatcher(member, session);
        watcher.Link = await MirrorLink.ConnectAsync(address, member, session, watcher.Hear, watcher.See);
        await watcher.Link.SendAsync(new MirrorWatch(watcher.pair.PublicKey));
        return watcher;
    }

    /// <summary>Watches.</summary>
    public static async Task<MirrorWatcher> WatchAsync(Uri address, TestMember member, SessionId session)
    {
        var watcher = await ConnectAsync(address, member, session);
        await Eventually.Is(() => watcher.Link.Last<MirrorTiles>() is not null || watcher.Link.Ended is not null);
        if (watcher.Link.Ended is { } ended)
            throw new InvalidOperationException($"{member.DisplayName} may not watch: {ended.Code}");
        return watcher;
    }

    /// <summary>The tile of a member; waits for it.</summary>
    public async Task<MirrorTile> TileOfAsync(TestMember member) =>
        (
            await Eventually.Is(
                () => Task.FromResult(Tiles.FirstOrDefault(tile => tile.MemberId == member.Id)),
                tile => tile is not null
            )
        )!;

    /// <summary>Waits until it has the key that a member uses.</summary>
    public async Task HasKeyAsync(MirrorSharer sharer)
    {
        var tile = await TileOfAsync(sharer.Member);
        await Eventually.Is(() => keys.ContainsKey((tile.Tile, sharer.KeyId)));
    }

    /// <summary>Looks in on a tile, or no longer.</summary>
    public Task LookAsync(int tile, bool on = true) => Link.SendAsync(new MirrorLook(tile, on));

    /// <summary>Pictures that it could decrypt, as text.</summary>
    public IEnumerable<string> Seen(int? tile = null) =>
        Pictures
            .Where(picture => picture.Plain is not null && (tile is null || picture.Tile == tile))
            .Select(picture => System.Text.Encoding.UTF8.GetString(picture.Plain!));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        pair.Dispose();
    }

    private void Hear(MirrorServerMessage text)
    {
        if (
            text is MirrorKey given
            && Tiles.FirstOrDefault(tile => tile.Tile == given.Tile) is { } tile
            && pair.Unwrap(tile.PublicKey, session, Id, given.KeyId, given.Wrapped) is { } key
        )
            keys[(given.Tile, given.KeyId)] = key;
    }

    private void See(byte[] message)
    {
        var tile = BinaryPrimitives.ReadUInt16BigEndian(message);
        var frame = MirrorFrame.Read(message.AsSpan(2));
        var plain = keys.TryGetValue((tile, frame.KeyId), out var key)
            ? MirrorFrame.Open(key, message.AsSpan(2))
            : null;
        Pictures.Enqueue(new SeenPicture(tile, frame, plain, Stopwatch.GetTimestamp()));
    }
}

/// <summary>A picture that a leader was sent.</summary>
/// <param name="Tile">Whose.</param>
/// <param name="Frame">What it says of itself.</param>
/// <param name="Plain">Its bytes; null when it could not be decrypted.</param>
/// <param name="At">When it came, by <see cref="Stopwatch.GetTimestamp"/>.</param>
public sealed record SeenPicture(int Tile, MirrorFrame Frame, byte[]? Plain, long At);
