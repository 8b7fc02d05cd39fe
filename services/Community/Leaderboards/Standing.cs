using UpperBack.Community.Streaks;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Leaderboards;

/// <summary>What the boards are to show of one member, as SQL has it.</summary>
/// <param name="Version">Rises with everything that could move the member on a board.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="OnBoards">True when they want to be seen.</param>
/// <param name="Scores">What they have on each board, by the name it is stored under.</param>
internal sealed record Standing(
    long Version,
    string DisplayName,
    bool OnBoards,
    IReadOnlyDictionary<string, int> Scores
)
{
    /// <summary>Reads some members' standings; there is none of a member whom Accounts has not published yet.</summary>
    public static async Task<IReadOnlyDictionary<MemberId, Standing>> ReadAsync(
        CommunityDatabase database,
        MemberId[] members,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<Row>(
            $"""
            select streaks.member_id as MemberId, streaks.version, members.display_name as DisplayName,
                   members.on_boards as OnBoards, streaks.scores
            from streaks join members on members.member_id = streaks.member_id
            where {database.Dialect.In("streaks.member_id", "ids")}
            """,
            new { ids = database.Dialect.Ids(members) },
            ct
        );
        return rows.ToDictionary(
            row => row.MemberId,
            row => new Standing(row.Version, row.DisplayName, row.OnBoards, StoredScores.Read(row.Scores))
        );
    }

    private sealed class Row
    {
        public MemberId MemberId { get; init; }

        public long Version { get; init; }

        public string DisplayName { get; init; } = "";

        public bool OnBoards { get; init; }

        public string? Scores { get; init; }
    }
}
