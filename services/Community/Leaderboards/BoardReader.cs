using System.Collections.Concurrent;
using StackExchange.Redis;

namespace UpperBack.Community.Leaderboards;

/// <summary>Reads boards from Redis, and keeps them in memory for as long as Redis says that they are the same: it is
/// asked ten times a second at most, for all boards together, and a large board, which takes longer, is read again less
/// often than that.</summary>
internal sealed class BoardReader(IConnectionMultiplexer redis, BoardWriter boards, TimeProvider clock)
{
    // Each week has a board of its own.
    private const int MaxKept = 16;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestPerEntry = TimeSpan.FromMicroseconds(20);

    // A node of the version before this one does not count its changes.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<RedisKey, Kept> kept = new();
    private readonly Dictionary<RedisKey, Task<Kept>> reading = [];
    private readonly Lock looking = new();
    private Task<BoardVersion>? look;
    private long lookedAt;

    /// <summary>A board as it was a moment ago at most.</summary>
    /// <exception cref="RedisException">Redis cannot be reached.</exception>
    /// <exception cref="RedisTimeoutException">Redis does not answer in time.</exception>
    public async Task<BoardSnapshot> ReadAsync(RedisKey board, CancellationToken ct)
    {
        if (!redis.GetDatabase().IsConnected(board))
            throw new RedisConnectionException(
                ConnectionFailureType.UnableToConnect,
                CommandFlags.None,
                "Not connected."
            );

        var version = await SeeVersionAsync().WaitAsync(ct);
        if (Find(board, version) is { } known)
            return known;

        // A reading under way may have begun before this version: then the next one has it.
        var read = await ReadTogetherAsync(board).WaitAsync(ct);
        if (read.Version != version && Find(board, version) is null)
            read = await ReadTogetherAsync(board).WaitAsync(ct);
        return read.Board;
    }

    /// <summary>The board in memory, if it is of this version or was read just now.</summary>
    private BoardSnapshot? Find(RedisKey board, BoardVersion version)
    {
        if (!kept.TryGetValue(board, out var one))
            return null;

        var age = clock.GetElapsedTime(one.At);
        return age < (one.Version == version ? MaxAge : RestPerEntry * one.Board.Total) ? one.Board : null;
    }

    /// <summary>Reads a board, once for all who want it meanwhile; what it fails with is theirs together.</summary>
    private Task<Kept> ReadTogetherAsync(RedisKey board)
    {
        lock (looking)
        {
            if (!reading.TryGetValue(board, out var read))
                reading[board] = read = Task.Run(() => ReadAgainAsync(board));
            return read;
        }
    }

    private async Task<Kept> ReadAgainAsync(RedisKey board)
    {
        try
        {
            var read = await ReadWholeAsync(board);
            kept[board] = read;
            if (kept.Count > MaxKept)
                kept.TryRemove(kept.MinBy(one => one.Value.At).Key, out _);
            return read;
        }
        finally
        {
            lock (looking)
                reading.Remove(board);
        }
    }

    /// <summary>The board and its version of one moment: what was seen of the version before may be of a Redis that has
    /// been emptied since, and its boards are not whole until they are built again.</summary>
    private async Task<Kept> ReadWholeAsync(RedisKey board)
    {
        while (true)
        {
            var at = clock.GetTimestamp();
            var moment = redis.GetDatabase().CreateTransaction();
            var version = ReadVersionAsync(moment);
            var entries = moment.SortedSetRangeByRankWithScoresAsync(board);
            await moment.ExecuteAsync();
            if ((await version).Rebuild is not null)
                return new Kept(new BoardSnapshot(await entries), await version, at);

            await boards.EnsureBuiltAsync(CancellationToken.None);
        }
    }

    private async Task<BoardVersion> SeeVersionAsync()
    {
        Task<BoardVersion> seeing;
        lock (looking)
        {
            var isFresh =
                look is { IsCompletedSuccessfully: false, IsCompleted: false } || !IsOld(Volatile.Read(ref lookedAt));
            if (look is null || look.IsFaulted || look.IsCanceled || !isFresh)
                look = Task.Run(LookAsync);
            seeing = look;
        }

        return await seeing;
    }

    private bool IsOld(long lookedAt) => clock.GetElapsedTime(lookedAt) > LookInterval;

    /// <summary>Sees which version the boards are of, after they were built if there were none.</summary>
    private async Task<BoardVersion> LookAsync()
    {
        Volatile.Write(ref lookedAt, clock.GetTimestamp());
        var version = await ReadVersionAsync(redis.GetDatabase());
        if (version.Rebuild is null)
        {
            await boards.EnsureBuiltAsync(CancellationToken.None);
            version = await ReadVersionAsync(redis.GetDatabase());
        }

        return version;
    }

    private static async Task<BoardVersion> ReadVersionAsync(IDatabaseAsync redis)
    {
        var values = await redis.StringGetAsync([BoardKeys.Ready, BoardKeys.Changes]);
        return new BoardVersion(values[0], values[1]);
    }

    /// <summary>By what the boards are known not to have changed.</summary>
    /// <param name="Rebuild">Which rebuild made them; null when there are none.</param>
    /// <param name="Changes">How often somebody was put on them or taken off.</param>
    private readonly record struct BoardVersion(string? Rebuild, string? Changes);

    /// <param name="Board">What was read.</param>
    /// <param name="Version">The board is of this version or a later one.</param>
    /// <param name="At">When it was read; a timestamp.</param>
    private sealed record Kept(BoardSnapshot Board, BoardVersion Version, long At);
}
