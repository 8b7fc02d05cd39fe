using System.Security.Cryptography;
using UpperBack.Contracts.Live;

namespace UpperBack.Testing.Mirror;

/// <summary>A member who shares, as a browser does it: a key for the class, wrapped for each leader, another one when a
/// leader goes.</summary>
public sealed class MirrorSharer : IAsyncDisposable
{
    private readonly MirrorPair pair = new();
    private readonly SessionId session;
    private readonly Lock changing = new();
    private readonly HashSet<string> leaders = [];
    private byte[] key = RandomNumberGenerator.GetBytes(32);
    private int keyId = 1;
    private uint sequence;

    private MirrorSharer(TestMember member, SessionId session) => (Member, this.session) = (member, session);

    /// <summary>Who.</summary>
    public TestMember Member { get; }

    /// <summary>The connection.</summary>
    public MirrorLink Link { get; private set; } = null!;

    /// <summary>Which key is in use.</summary>
    public int KeyId => keyId;

    /// <summary>The key in use.</summary>
    public byte[] Key => key;

    /// <summary>The leaders that have the key in use.</summary>
    public int LeaderCount
    {
        get
        {
            lock (changing)
                return leaders.Count;
        }
    }

    /// <summary>Key frames that it was asked for, by kind.</summary>
    public int AskedFor(int kind) => Link.Texts.OfType<MirrorNeedKeyFrame>().Count(request => request.Kind == kind);

    /// <summary>Who looks in on them.</summary>
    public IReadOnlyList<MirrorLooker> Lookers => Link.Last<MirrorLookers>()?.Lookers ?? [];

    /// <summary>Connects and says that it shares; whether it may is still to come.</summary>
    public static async Task<MirrorSharer> ConnectAsync(
        Uri address,
        TestMember member,
        SessionId session,
        bool ofAge = false
    )
    {
        var sharer = new MirrorSharer(member, session);
        sharer.Link = await MirrorLink.ConnectAsync(address, member, session, sharer.Hear);
        await sharer.Link.SendAsync(new MirrorShare(sharer.pair.PublicKey, ofAge));
        return sharer;
    }

    /// <summary>Shares.</summary>
    public static async Task<MirrorSharer> ShareAsync(
        Uri address,
        TestMember member,
        SessionId session,
        bool ofAge = false
    )
    {
        var sharer = await ConnectAsync(address, member, session, ofAge);
        await Eventually.Is(() => sharer.Link.Last<MirrorSharing>() is not null || sharer.Link.Ended is not null);
        if (sharer.Link.Ended is { } ended)
            throw new InvalidOperationException($"{member.DisplayName} may not share: {ended.Code}");
        return sharer;
    }

    /// <summary>Sends a picture.</summary>
    public Task SendAsync(ReadOnlySpan<byte> picture, bool isKeyFrame = true, int kind = 1, int codec = 0) =>
        Link.SendBinaryAsync(Seal(picture, isKeyFrame, kind, codec));

    /// <summary>A picture as it would be sent.</summary>
    public byte[] Seal(ReadOnlySpan<byte> picture, bool isKeyFrame = true, int kind = 1, int codec = 0)
    {
        lock (changing)
            return new MirrorFrame(
                kind,
                isKeyFrame,
                codec,
                keyId,
                sequence++,
                DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()
            ).Seal(key, picture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        pair.Dispose();
    }

    private void Hear(MirrorServerMessage text)
    {
        if (text is not MirrorLeaders list)
            return;

        lock (changing)
        {
            if (leaders.Any(id => list.Leaders.All(leader => leader.Id != id)))
            {
                (key, keyId, sequence) = (RandomNumberGenerator.GetBytes(32), (keyId % 255) + 1, 0);
                leaders.Clear();
            }

            foreach (var leader in list.Leaders.Where(leader => leaders.Add(leader.Id)))
            {
                var wrapped = pair.Wrap(leader.PublicKey, session, leader.Id, keyId, key);
                _ = Link.SendAsync(new MirrorGiveKey(leader.Id, keyId, wrapped));
            }
        }
    }
}
