using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;

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

/// <summary>Presence in Redis: a lease for each connection that its node renews. A node that dies stops renewing, and what it
/// held runs out by itself.</summary>
internal sealed class PresenceLeases(IConnectionMultiplexer redis, IOptions<LiveOptions> options, TimeProvider clock)
{
    private IDatabase Redis => redis.GetDatabase();

    /// <summary>Takes a connection's lease.</summary>
    public async Task TakeAsync(SessionId sessionId, RoomMember person, string connectionId, CancellationToken ct)
    {
        await Redis.HashSetAsync(LiveKeys.People(sessionId), person.MemberId.ToString(), person.DisplayName).WaitAsync(ct);
        await RenewAsync(sessionId, [new PresenceLease(person.MemberId, person.Role, connectionId)], ct);
    }

    /// <summary>Renews this node's leases of a room.</summary>
    public async Task RenewAsync(SessionId sessionId, IReadOnlyCollection<PresenceLease> leases, CancellationToken ct)
    {
        var expiry = clock.NowMs() + (options.Value.PresenceLeaseSeconds * 1000L);
        await Redis.SortedSetAddAsync(LiveKeys.Leases(sessionId), [.. leases.Select(lease => new SortedSetEntry(lease.Text, expiry))]).WaitAsync(ct);
        await Redis.KeyExpireAsync(LiveKeys.Leases(sessionId), LiveKeys.Lifetime).WaitAsync(ct);
        await Redis.KeyExpireAsync(LiveKeys.People(sessionId), LiveKeys.Lifetime).WaitAsync(ct);
    }

    /// <summary>Gives a lease back.</summary>
    public Task ReturnAsync(SessionId sessionId, PresenceLease lease, CancellationToken ct) =>
        Redis.SortedSetRemoveAsync(LiveKeys.Leases(sessionId), lease.Text).WaitAsync(ct);

    /// <summary>Who is here: leases that ran out are swept away first, several connections of one person are one.</summary>
    public async Task<Dictionary<MemberId, string>> ReadRolesAsync(SessionId sessionId, CancellationToken ct)
    {
        var key = LiveKeys.Leases(sessionId);
        await Redis.SortedSetRemoveRangeByScoreAsync(key, double.NegativeInfinity, clock.NowMs()).WaitAsync(ct);
        var roles = new Dictionary<MemberId, string>();
        foreach (var text in await Redis.SortedSetRangeByRankAsync(key).WaitAsync(ct))
        {
            var lease = PresenceLease.Parse(text);
            roles[lease.Member] = lease.Role;
        }

        return roles;
    }

    /// <summary>People with their names.</summary>
    public async Task<IReadOnlyList<RoomMember>> NameAsync(
        SessionId sessionId, IReadOnlyDictionary<MemberId, string> roles, IEnumerable<MemberId> members, CancellationToken ct)
    {
        var ids = members.Where(roles.ContainsKey).ToArray();
        if (ids.Length == 0)
            return [];

        var names = await Redis.HashGetAsync(LiveKeys.People(sessionId), [.. ids.Select(id => (RedisValue)id.ToString())]).WaitAsync(ct);
        return [.. ids.Zip(names, (id, name) => new RoomMember(id, name.HasValue ? name.ToString() : "Member", roles[id]))];
    }

    /// <summary>The room's people as somebody who enters sees them.</summary>
    public async Task<PresenceSnapshot> ReadSnapshotAsync(SessionId sessionId, IReadOnlySet<MemberId> friends, CancellationToken ct)
    {
        var roles = await ReadRolesAsync(sessionId, ct);
        var listed = roles.Count <= options.Value.ListedPeople;
        var shown = listed ? roles.Keys : roles.Keys.Where(PresenceView.ShownIn(roles, friends).Contains);
        return new PresenceSnapshot(roles.Count, listed, await NameAsync(sessionId, roles, shown, ct));
    }
}
