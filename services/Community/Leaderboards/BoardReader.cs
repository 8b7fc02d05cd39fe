using StackExchange.Redis;

namespace UpperBack.Community.Leaderboards;

/// <summary>One entry of a board.</summary>
/// <param name="Rank">1 is best; equal values share a rank, and the next one is as many further (1, 1, 3).</param>
/// <param name="MemberId">Who.</param>
/// <param name="Value">Days or minutes.</param>
internal readonly record struct BoardEntry(long Rank, MemberId MemberId, int Value);

/// <summary>A page of a board.</summary>
/// <param name="Total">Members on the board.</param>
/// <param name="HasViewer">True when the viewer is one of them.</param>
/// <param name="Entries">Best first.</param>
internal sealed record BoardPage(long Total, bool HasViewer, IReadOnlyList<BoardEntry> Entries);

/// <summary>Reads boards from Redis.</summary>
internal sealed class BoardReader(IConnectionMultiplexer redis, BoardWriter boards)
{
    /// <summary>Reads the top, or what is around the viewer; a viewer who is not on the board gets the top.</summary>
    /// <exception cref="RedisException">Redis cannot be reached.</exception>
    /// <exception cref="RedisTimeoutException">Redis does not answer in time.</exception>
    public async Task<BoardPage> ReadAsync(
        RedisKey board,
        MemberId viewer,
        bool aroundViewer,
        int count,
        CancellationToken ct
    )
    {
        var database = redis.GetDatabase();
        if (!database.IsConnected(board))
            throw new RedisConnectionException(
                ConnectionFailureType.UnableToConnect,
                CommandFlags.None,
                "Not connected."
            );

        await boards.EnsureBuiltAsync(ct);
        var total = await database.SortedSetLengthAsync(board);
        var entry = await database.HashGetAsync(BoardKeys.Entries, viewer.ToString());
        var position = entry.IsNull ? null : await database.SortedSetRankAsync(board, entry);
        var start = aroundViewer && position is { } own ? Math.Max(0, Math.Min(own - (count / 2), total - count)) : 0;
        var entries = await database.SortedSetRangeByRankWithScoresAsync(board, start, start + count - 1);
        return new BoardPage(total, position is not null, await RankAsync(database, board, start, entries));
    }

    /// <summary>Only the first entry's rank has to be read: it may share it with entries before the page.</summary>
    private static async Task<IReadOnlyList<BoardEntry>> RankAsync(
        IDatabase database,
        RedisKey board,
        long start,
        SortedSetEntry[] entries
    )
    {
        if (entries.Length == 0)
            return [];

        var rank =
            1 + await database.SortedSetLengthAsync(board, double.NegativeInfinity, entries[0].Score, Exclude.Stop);
        var ranked = new List<BoardEntry>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            if (i > 0 && entries[i].Score != entries[i - 1].Score)
                rank = start + i + 1;
            ranked.Add(new BoardEntry(rank, BoardKeys.MemberOf(entries[i].Element.ToString()), (int)-entries[i].Score));
        }

        return ranked;
    }
}
