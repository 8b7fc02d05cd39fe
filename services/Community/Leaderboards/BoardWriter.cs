using System.Globalization;
using StackExchange.Redis;

namespace UpperBack.Community.Leaderboards;

/// <summary>Brings the boards in Redis to what SQL says. SQL holds the truth: anything here can be done again, by
/// several processes at once, and after Redis was emptied.</summary>
internal sealed class BoardWriter(
    IConnectionMultiplexer redis,
    CommunityDatabase database,
    IEnumerable<Board> boards,
    TimeProvider clock,
    ILogger<BoardWriter> log
) : IDisposable
{
    private const int ChunkSize = 200;

    // KEYS: entries, changes, then the boards. ARGV: member id, entry (empty: on no board), lifetime in seconds, then a
    // score for each board (empty: not on this one). Scores are negative, so that the best comes first and equal ones
    // are in the order of their names.
    private const string PutMember = """
        local before = redis.call('HGET', KEYS[1], ARGV[1])
        local entry = ARGV[2]
        for i = 3, #KEYS do
          local score = ARGV[i + 1]
          if before and (before ~= entry or score == '') then redis.call('ZREM', KEYS[i], before) end
          if entry ~= '' and score ~= '' then
            redis.call('ZADD', KEYS[i], score, entry)
            redis.call('EXPIRE', KEYS[i], ARGV[3])
          end
        end
        if entry == '' then
          redis.call('HDEL', KEYS[1], ARGV[1])
        else
          redis.call('HSET', KEYS[1], ARGV[1], entry)
          redis.call('EXPIRE', KEYS[1], ARGV[3])
        end
        redis.call('INCR', KEYS[2])
        redis.call('EXPIRE', KEYS[2], ARGV[3])
        return 1
        """;

    private readonly SemaphoreSlim rebuilding = new(1, 1);

    private IDatabase Redis => redis.GetDatabase();

    public void Dispose() => rebuilding.Dispose();

    /// <summary>Rebuilds the boards if Redis has lost them.</summary>
    /// <exception cref="RedisException">Redis cannot be reached.</exception>
    public async Task EnsureBuiltAsync(CancellationToken ct)
    {
        if (await Redis.KeyExistsAsync(BoardKeys.Ready))
            return;

        await rebuilding.WaitAsync(ct);
        try
        {
            // A rebuild that was waited for need not be repeated.
            if (!await Redis.KeyExistsAsync(BoardKeys.Ready))
                // mutation redis-emptied: await Task.CompletedTask;
                await RebuildAsync(ct);
        }
        finally
        {
            rebuilding.Release();
        }
    }

    /// <summary>Puts every member where SQL says; who is in Redis but not in SQL is taken off.</summary>
    /// <exception cref="RedisException">Redis cannot be reached.</exception>
    public async Task RebuildAsync(CancellationToken ct)
    {
        while (true)
        {
            var rebuild = Guid.NewGuid();
            var mark = BoardKeys.Rebuild(rebuild);
            await Redis.StringSetAsync(mark, "1", BoardKeys.RebuildLife);
            var inRedis = (await Redis.HashKeysAsync(BoardKeys.Entries)).Select(id => new MemberId(
                Guid.Parse(id.ToString())
            ));
            var inSql = await database.QueryAsync<MemberId>("select member_id from streaks", null, ct);
            var everybody = inSql.Union(inRedis).ToArray();
            await UpdateAsync(everybody, ct);

            var finish = Redis.CreateTransaction();
            finish.AddCondition(Condition.KeyExists(mark));
            _ = finish.StringSetAsync(BoardKeys.Ready, rebuild.ToString("N"), BoardKeys.ReadyLife);

            // Not every Redis breaks a transaction off because it was emptied in the middle: then the mark went, too.
            if (await finish.ExecuteAsync() && await Redis.KeyDeleteAsync(mark))
            {
                log.BoardsRebuilt(inSql.Count);
                return;
            }

            await Redis.KeyDeleteAsync(BoardKeys.Ready);
        }
    }

    /// <summary>Puts some members where SQL says.</summary>
    /// <exception cref="RedisException">Redis cannot be reached.</exception>
    public async Task UpdateAsync(IEnumerable<MemberId> members, CancellationToken ct)
    {
        foreach (var chunk in members.Chunk(ChunkSize))
        {
            var pending = chunk;
            while (pending.Length > 0)
            {
                string[] names = [.. boards.SelectMany(board => board.PresentNames(clock.Now()))];
                var standings = await Standing.ReadAsync(database, pending, ct);
                await Task.WhenAll(
                    pending.Select(memberId => PutAsync(memberId, standings.GetValueOrDefault(memberId), names))
                );

                // Another writer may have stored something newer between this read and this write, which then overwrote
                // it.
                var after = await Standing.ReadAsync(database, pending, ct);
                pending =
                [
                    .. pending.Where(id =>
                        standings.GetValueOrDefault(id)?.Version != after.GetValueOrDefault(id)?.Version
                    ),
                ];
            }
        }
    }

    private Task PutAsync(MemberId memberId, Standing? standing, IReadOnlyList<string> names)
    {
        var entry = standing is { OnBoards: true } ? BoardKeys.Entry(standing.DisplayName, memberId) : "";
        RedisKey[] keys = [BoardKeys.Entries, BoardKeys.Changes, .. names.Select(BoardKeys.Scores)];
        RedisValue[] values =
        [
            memberId.ToString(),
            entry,
            ((long)BoardKeys.BoardLife.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            .. names.Select(name => Score(standing?.Scores.GetValueOrDefault(name))),
        ];
        return Redis.ScriptEvaluateAsync(PutMember, keys, values);
    }

    private static RedisValue Score(int? value) =>
        value is > 0 ? (-value.Value).ToString(CultureInfo.InvariantCulture) : "";
}
