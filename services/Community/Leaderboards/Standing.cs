using UpperBack.Community.Streaks;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Leaderboards;

/// <summary>What the boards are to show of one member, as SQL has it.</summary>
internal sealed class Standing
{
    public MemberId MemberId { get; init; }

    /// <summary>Rises with everything that could move the member on a board.</summary>
    public long Version { get; init; }

    public string DisplayName { get; init; } = "";

    public bool OnBoards { get; init; }

    public int CurrentDays { get; init; }

    /// <summary>Minutes by week, of the weeks that were asked for.</summary>
    public IReadOnlyDictionary<string, int> Minutes { get; private set; } = new Dictionary<string, int>();

    /// <summary>Reads some members' standings; of a member that Accounts has not told of there is none.</summary>
    public static async Task<IReadOnlyDictionary<MemberId, Standing>> ReadAsync(
        CommunityDatabase database,
        MemberId[] members,
        IReadOnlyList<IsoWeek> weeks,
        CancellationToken ct
    )
    {
        var ids = database.Dialect.Ids(members);
        var standings = await database.QueryAsync<Standing>(
            $"""
            select streaks.member_id as MemberId, streaks.version, members.display_name as DisplayName,
                   members.on_boards as OnBoards, streaks.current_days as CurrentDays
            from streaks join members on members.member_id = streaks.member_id
            where {database.Dialect.In("streaks.member_id", "ids")}
            """,
            new { ids },
            ct
        );
        var minutes = await database.QueryAsync<MinutesRow>(
            $"""
            select member_id as MemberId, week, minutes from week_minutes
            where {database.Dialect.In("member_id", "ids")} and {database.Dialect.In("week", "names")}
            """,
            new { ids, names = weeks.Select(week => week.ToString()).ToArray() },
            ct
        );
        var byMember = minutes.ToLookup(row => row.MemberId);
        foreach (var standing in standings)
            standing.Minutes = byMember[standing.MemberId].ToDictionary(row => row.Week, row => row.Minutes);
        return standings.ToDictionary(standing => standing.MemberId);
    }

    private sealed class MinutesRow
    {
        public MemberId MemberId { get; init; }

        public string Week { get; init; } = "";

        public int Minutes { get; init; }
    }
}
