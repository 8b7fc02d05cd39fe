using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Presence;

/// <summary>Presence in Redis. Each node keeps the leases of its own connections there and renews them all by one entry
/// of its own; it reads what changed of the others'. The leases of a node that dies expire with its entry.</summary>
internal sealed partial class PresenceLeases(
    IConnectionMultiplexer redis,
    IOptions<LiveOptions> options,
    TimeProvider clock
)
{
    private const int MaxJournal = 64;
    private const int ChunkSize = 500;
    private const long DeadMs = 60_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(500);

    private readonly ConditionalWeakTable<RoomPeople, PresenceExchange> exchanges = [];
    private readonly string node = Guid.NewGuid().ToString("n")[..16];

    private IDatabase Redis => redis.GetDatabase();

    private long LeaseMs => options.Value.PresenceLeaseSeconds * 1000L;

    /// <summary>Tells the other nodes what changed here, and learns what changed there.</summary>
    public async Task ExchangeAsync(SessionId sessionId, RoomPeople people, CancellationToken ct)
    {
        var exchange = exchanges.GetOrCreateValue(people);
        using (await exchange.LockAsync(clock, ct))
            await ExchangeAsync(sessionId, people, exchange, ct);
    }

    /// <summary>The same for whom a member waits, who does not wait for a Redis that is late.</summary>
    /// <exception cref="TimeoutException">It is late; the exchange goes on.</exception>
    public Task ExchangeSoonAsync(SessionId sessionId, RoomPeople people) =>
        ExchangeAsync(sessionId, people, CancellationToken.None).WaitAsync(MaxWait);

    /// <summary>The same, unless it was done or tried a moment ago, as it is once a second in every room with somebody
    /// in it. Many who ask at once share it, and none waits for a Redis that is late.</summary>
    /// <exception cref="TimeoutException">It is late; what it says comes with a later exchange.</exception>
    public Task RefreshAsync(SessionId sessionId, RoomPeople people)
    {
        var exchange = exchanges.GetOrCreateValue(people);
        return exchange.IsFresh(clock.NowMs())
            ? Task.CompletedTask
            : ExchangeOnceAsync(sessionId, people, exchange, CancellationToken.None).WaitAsync(MaxWait);
    }

    private async Task ExchangeOnceAsync(
        SessionId sessionId,
        RoomPeople people,
        PresenceExchange exchange,
        CancellationToken ct
    )
    {
        using (await exchange.LockAsync(clock, ct))
        {
            if (!exchange.IsFresh(clock.NowMs()))
                await ExchangeAsync(sessionId, people, exchange, ct);
        }
    }

    /// <summary>A room's presence for a node that nobody of it is on: how many people, and the connections of its
    /// leaders with their roles.</summary>
    public async Task<(int People, IReadOnlyList<(string ConnectionId, string Role)> Leaders)> ReadAsync(
        SessionId sessionId,
        CancellationToken ct
    )
    {
        var now = clock.NowMs();
        var alive = (await ReadNodesAsync(sessionId, ct)).Values.Where(entry => entry.ExpiresAtMs > now).ToArray();
        return (
            alive.Select(entry => entry.People).DefaultIfEmpty().Max(),
            [.. alive.SelectMany(entry => entry.Leaders)]
        );
    }

    private async Task ExchangeAsync(
        SessionId sessionId,
        RoomPeople people,
        PresenceExchange exchange,
        CancellationToken ct
    )
    {
        try
        {
            await ReadAndWriteAsync(sessionId, people, exchange, ct);
        }
        catch
        {
            exchange.FailedAtMs = clock.NowMs();
            throw;
        }

        // A Redis that comes back may be empty: the others get the time of a lease to write themselves anew.
        if (clock.NowMs() >= exchange.FailedAtMs + LeaseMs)
            people.ForgetExpired(clock.NowMs());
    }

    private async Task ReadAndWriteAsync(
        SessionId sessionId,
        RoomPeople people,
        PresenceExchange exchange,
        CancellationToken ct
    )
    {
        var nodes = await ReadNodesAsync(sessionId, ct);
        // mutation presence-emptied: var writeAll = false;
        var writeAll = exchange.HasFailed;

        // A Redis that was emptied does not know this node any more.
        // mutation presence-emptied
        writeAll |= exchange.Version > 0 && nodes.GetValueOrDefault(node)?.Version != exchange.Version;
        await WriteAsync(sessionId, people, exchange, writeAll, ct);
        foreach (var (other, entry) in nodes)
        {
            if (other != node)
                await ReadOtherAsync(sessionId, people, other, entry, ct);
        }
    }

    private async Task<Dictionary<string, NodeEntry>> ReadNodesAsync(SessionId sessionId, CancellationToken ct)
    {
        var nodes = new Dictionary<string, NodeEntry>();
        foreach (var field in await Redis.HashGetAllAsync(LiveKeys.Nodes(sessionId)).WaitAsync(ct))
        {
            if (NodeEntry.Parse(field.Value.ToString()) is { } entry)
                nodes[field.Name.ToString()] = entry;
        }

        return nodes;
    }

    private async Task WriteAsync(
        SessionId sessionId,
        RoomPeople people,
        PresenceExchange exchange,
        bool writeAll,
        CancellationToken ct
    )
    {
        var changes = people.DrainUnwritten();
        var now = clock.NowMs();
        if (exchange.Version == 0 && changes.Count == 0)
            return;

        // Until it succeeded nobody knows what of it was written.
        exchange.HasFailed = true;
        var batch = Redis.CreateBatch();
        var commands = new List<Task>();
        if (writeAll)
            WriteEverything(batch, commands, sessionId, people.ReadOwn(), ++exchange.Version);
        else if (changes.Count > 0)
            WriteChanges(batch, commands, sessionId, changes, ++exchange.Version);

        var entry = NodeEntry.Of(people, exchange.Version, now + LeaseMs);
        commands.Add(batch.HashSetAsync(LiveKeys.Nodes(sessionId), node, entry.Text));
        foreach (
            var key in (RedisKey[])
                [LiveKeys.Nodes(sessionId), LiveKeys.Leases(sessionId, node), LiveKeys.Changes(sessionId, node)]
        )
            commands.Add(batch.KeyExpireAsync(key, LiveKeys.Lifetime));
        batch.Execute();
        await Task.WhenAll(commands).WaitAsync(ct);
        exchange.HasFailed = false;
    }

    private void WriteEverything(
        IBatch batch,
        List<Task> commands,
        SessionId sessionId,
        IReadOnlyList<PresenceLease> own,
        long version
    )
    {
        var key = LiveKeys.Leases(sessionId, node);
        commands.Add(batch.KeyDeleteAsync([key, LiveKeys.Changes(sessionId, node)]));
        foreach (var chunk in own.Chunk(ChunkSize))
            commands.Add(batch.HashSetAsync(key, [.. chunk.Select(FieldOf)]));
        commands.Add(
            batch.ListRightPushAsync(LiveKeys.Changes(sessionId, node), LeaseChanges.Nothing(version).ToJson())
        );
    }

    private void WriteChanges(
        IBatch batch,
        List<Task> commands,
        SessionId sessionId,
        IReadOnlyDictionary<string, PresenceLease?> changes,
        long version
    )
    {
        var (key, journal) = (LiveKeys.Leases(sessionId, node), LiveKeys.Changes(sessionId, node));
        foreach (var chunk in changes.Values.OfType<PresenceLease>().Chunk(ChunkSize))
            commands.Add(batch.HashSetAsync(key, [.. chunk.Select(FieldOf)]));
        foreach (var chunk in changes.Where(one => one.Value is null).Chunk(ChunkSize))
            commands.Add(batch.HashDeleteAsync(key, [.. chunk.Select(one => (RedisValue)one.Key)]));
        commands.Add(batch.ListRightPushAsync(journal, new LeaseChanges(version, changes).ToJson()));
        commands.Add(batch.ListTrimAsync(journal, -MaxJournal, -1));
    }

    private static HashEntry FieldOf(PresenceLease lease) =>
        new(lease.ConnectionId, $"{lease.Member}|{lease.Role}|{lease.DisplayName}");
}
