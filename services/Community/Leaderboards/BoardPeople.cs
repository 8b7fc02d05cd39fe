using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Leaderboards;

/// <summary>What SQL says of those on the boards and of those who look at them. It is kept in memory for as
/// long as nothing was committed, where that is known; otherwise SQL is asked each time. So a name is the present one,
/// and nobody is shown who does not want to be.</summary>
internal sealed class BoardPeople(CommunityDatabase database)
{
    // More are looked up each time.
    private const int MaxKept = 50_000;

    private volatile Known known = new(default);

    /// <summary>What is known of the people on boards at present; for one answer.</summary>
    public Known Present()
    {
        var present = known;
        if (!database.IsUnchangedSince(present.Mark))
            known = present = new Known(database.Mark());
        return present;
    }

    /// <summary>Finds the zone and the friends of whoever looks at a board.</summary>
    public async Task<Viewer> FindViewerAsync(Known present, MemberId viewer, CancellationToken ct)
    {
        if (present.Viewers.TryGet(viewer, out var found))
            return found;

        var rows = await database.QueryAsync<ViewerRow>(
            """
            select members.time_zone as TimeZone, mine.friend_id as FriendId
            from (select @viewer as member_id) viewer
            left join members on members.member_id = viewer.member_id
            left join added_friends mine on mine.member_id = viewer.member_id
                and exists (select 1 from added_friends theirs where theirs.member_id = mine.friend_id
                    and theirs.friend_id = viewer.member_id)
            """,
            new { viewer },
            ct
        );
        found = new Viewer(rows[0].TimeZone, rows.Select(row => row.FriendId).OfType<MemberId>().ToHashSet());
        present.Viewers.Keep(viewer, found);
        return found;
    }

    /// <summary>Finds the names of some members, in their order; null for who is not to be shown.</summary>
    public async Task<IReadOnlyList<string?>> NameAsync(
        Known present,
        IReadOnlyList<MemberId> members,
        CancellationToken ct
    )
    {
        var names = new Dictionary<MemberId, string?>(members.Count);
        var missing = new List<MemberId>();
        foreach (var member in members)
        {
            if (present.Names.TryGet(member, out var name))
                names[member] = name;
            else
                missing.Add(member);
        }

        if (missing.Count > 0)
        {
            var rows = await database.QueryAsync<NameRow>(
                $"""
                select member_id as MemberId, display_name as DisplayName from members
                where on_boards and {database.Dialect.In("member_id", "ids")}
                """,
                new { ids = database.Dialect.Ids(missing) },
                ct
            );
            var shown = rows.ToDictionary(row => row.MemberId, row => row.DisplayName);
            foreach (var member in missing)
            {
                names[member] = shown.GetValueOrDefault(member);
                present.Names.Keep(member, names[member]);
            }
        }

        return [.. members.Select(member => names[member])];
    }

    /// <summary>What was read since a moment at which it held.</summary>
    internal sealed class Known(DatabaseMark mark)
    {
        public DatabaseMark Mark => mark;

        public Memo<MemberId, Viewer> Viewers { get; } = new(MaxKept);

        /// <summary>Null for who is not to be shown.</summary>
        public Memo<MemberId, string?> Names { get; } = new(MaxKept);
    }

    /// <param name="TimeZone">IANA zone; null while Accounts has not told it.</param>
    /// <param name="Friends">Each added the other.</param>
    internal sealed record Viewer(string? TimeZone, IReadOnlySet<MemberId> Friends);

    private sealed class ViewerRow
    {
        public string? TimeZone { get; init; }

        public MemberId? FriendId { get; init; }
    }

    private sealed class NameRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }
}
