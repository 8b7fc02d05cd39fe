using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Presence;

/// <summary>One connection's presence.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Role">One of <see cref="RoomRoles"/>.</param>
/// <param name="ConnectionId">SignalR's id, unique over all nodes.</param>
internal readonly record struct PresenceLease(MemberId Member, string Role, string ConnectionId)
{
    /// <summary>The lease as a member of the sorted set.</summary>
    public RedisValue Text => $"{Member}|{Role}|{ConnectionId}";

    public static PresenceLease Parse(RedisValue text)
    {
        var parts = ((string)text!).Split('|', 3);
        return new PresenceLease(MemberId.From(Guid.Parse(parts[0])), parts[1], parts[2]);
    }
}

/// <summary>Presence in Redis: a lease for each connection, renewed by its node. The leases of a node that dies
/// expire.</summary>
internal sealed class PresenceLeases(
    IConnectionMultiplexer redis,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<PresenceLeases> log
)
{
    private IDatabase Redis => redis.GetDatabase();

    /// <summary>Takes a connection's lease, or renews those that this node has in a room; with them the names, which a
    /// Redis that was emptied no longer has.</summary>
    public async Task RenewAsync(
        SessionId sessionId,
        IReadOnlyCollection<RoomMembership> memberships,
        CancellationToken ct
    )
    {
        var expiry = clock.NowMs() + (options.Value.PresenceLeaseSeconds * 1000L);
        await Redis
            .HashSetAsync(
                LiveKeys.People(sessionId),
                [
                    .. memberships.Select(membership => new HashEntry(
                        membership.Connection.Member.ToString(),
                        membership.DisplayName
                    )),
                ]
            )
            .WaitAsync(ct);
        await Redis
            .SortedSetAddAsync(
                LiveKeys.Leases(sessionId),
                [.. memberships.Select(membership => new SortedSetEntry(LeaseOf(membership).Text, expiry))]
            )
            .WaitAsync(ct);
        await Redis.KeyExpireAsync(LiveKeys.Leases(sessionId), LiveKeys.Lifetime).WaitAsync(ct);
        await Redis.KeyExpireAsync(LiveKeys.People(sessionId), LiveKeys.Lifetime).WaitAsync(ct);
    }

    /// <summary>Replaces a member's name.</summary>
    public async Task RenameAsync(SessionId sessionId, MemberId member, string name, CancellationToken ct)
    {
        await Redis.HashSetAsync(LiveKeys.People(sessionId), member.ToString(), name).WaitAsync(ct);
        await Redis.KeyExpireAsync(LiveKeys.People(sessionId), LiveKeys.Lifetime).WaitAsync(ct);
    }

    /// <summary>Returns a lease; without Redis it expires.</summary>
    public async Task ReturnAsync(SessionId sessionId, RoomMembership membership, CancellationToken ct)
    {
        try
        {
            await Redis.SortedSetRemoveAsync(LiveKeys.Leases(sessionId), LeaseOf(membership).Text).WaitAsync(ct);
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            log.LeaseNotReturned(ex, sessionId.Value);
        }
    }

    /// <summary>The lease of a connection.</summary>
    public static PresenceLease LeaseOf(RoomMembership membership) =>
        new(membership.Connection.Member, membership.Role, membership.Connection.Id);

    /// <summary>All leases that have not expired; expired ones are deleted first.</summary>
    public async Task<IReadOnlyList<PresenceLease>> ReadAsync(SessionId sessionId, CancellationToken ct)
    {
        var key = LiveKeys.Leases(sessionId);
        await Redis.SortedSetRemoveRangeByScoreAsync(key, double.NegativeInfinity, clock.NowMs()).WaitAsync(ct);
        return [.. (await Redis.SortedSetRangeByRankAsync(key).WaitAsync(ct)).Select(PresenceLease.Parse)];
    }

    /// <summary>Who is present, with their roles: several connections of one member count once.</summary>
    public async Task<Dictionary<MemberId, string>> ReadRolesAsync(SessionId sessionId, CancellationToken ct) =>
        RolesOf(await ReadAsync(sessionId, ct));

    /// <summary>Who has leases, with their roles.</summary>
    public static Dictionary<MemberId, string> RolesOf(IEnumerable<PresenceLease> leases)
    {
        var roles = new Dictionary<MemberId, string>();
        foreach (var lease in leases)
            roles[lease.Member] = lease.Role;
        return roles;
    }

    /// <summary>Members with their names.</summary>
    public async Task<IReadOnlyList<RoomMember>> NameAsync(
        SessionId sessionId,
        IReadOnlyDictionary<MemberId, string> roles,
        IEnumerable<MemberId> members,
        CancellationToken ct
    )
    {
        var ids = members.Where(roles.ContainsKey).ToArray();
        if (ids.Length == 0)
            return [];

        var names = await Redis
            .HashGetAsync(LiveKeys.People(sessionId), [.. ids.Select(id => (RedisValue)id.ToString())])
            .WaitAsync(ct);
        return
        [
            .. ids.Zip(names, (id, name) => new RoomMember(id, name.HasValue ? name.ToString() : "Member", roles[id])),
        ];
    }

    /// <summary>Who is present, as a member who joins is shown it.</summary>
    public async Task<PresenceSnapshot> ReadSnapshotAsync(
        SessionId sessionId,
        IReadOnlySet<MemberId> friends,
        CancellationToken ct
    )
    {
        var roles = await ReadRolesAsync(sessionId, ct);
        var listed = roles.Count <= options.Value.PresenceListLimit;
        var shown = listed ? roles.Keys : roles.Keys.Where(PresenceView.ShownIn(roles, friends).Contains);
        return new PresenceSnapshot(roles.Count, listed, await NameAsync(sessionId, roles, shown, ct));
    }
}
