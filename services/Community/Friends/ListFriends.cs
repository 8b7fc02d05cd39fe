using System.Security.Claims;

namespace UpperBack.Community.Friends;

/// <summary>One's friends, whom one asked, and who asked.</summary>
internal static class ListFriends
{
    // How many one adds is limited; how many add one is not.
    private const int MaxAskedBy = 500;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/friends", HandleAsync)
            .WithTags("Community")
            .WithSummary("My friends, the members I added, and those who added me");

    private static async Task<Ok<Response>> HandleAsync(
        ClaimsPrincipal caller,
        CommunityDatabase database,
        CancellationToken ct
    )
    {
        var me = caller.MemberId();
        var added = await database.QueryAsync<AddedRow>(
            """
            select members.member_id as MemberId, members.display_name as DisplayName,
                   exists (select 1 from added_friends back where back.member_id = mine.friend_id
                       and back.friend_id = @me) as IsMutual
            from added_friends mine join members on members.member_id = mine.friend_id
            where mine.member_id = @me
            """,
            new { me },
            ct
        );
        var askedBy = await database.QueryAsync<AddedRow>(
            """
            select members.member_id as MemberId, members.display_name as DisplayName
            from added_friends theirs join members on members.member_id = theirs.member_id
            where theirs.friend_id = @me
              and not exists (select 1 from added_friends mine where mine.member_id = @me
                  and mine.friend_id = theirs.member_id)
            order by theirs.added_at desc limit @MaxAskedBy
            """,
            new { me, MaxAskedBy },
            ct
        );
        return TypedResults.Ok(
            new Response(Sort(added.Where(row => row.IsMutual)), Sort(added.Where(row => !row.IsMutual)), Sort(askedBy))
        );
    }

    private static IReadOnlyList<Person> Sort(IEnumerable<AddedRow> rows) =>
        [
            .. rows.Select(row => new Person(row.MemberId, row.DisplayName))
                .OrderBy(person => person.DisplayName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(person => person.MemberId.Value),
        ];

    private sealed class AddedRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";

        public bool IsMutual { get; init; }
    }

    /// <param name="MemberId">Who.</param>
    /// <param name="DisplayName">Their name.</param>
    internal sealed record Person(MemberId MemberId, string DisplayName);

    /// <param name="Friends">Each added the other.</param>
    /// <param name="Asked">The member added them; they have not answered.</param>
    /// <param name="AskedBy">They added the member, who has not answered; the newest 500.</param>
    internal sealed record Response(
        IReadOnlyList<Person> Friends,
        IReadOnlyList<Person> Asked,
        IReadOnlyList<Person> AskedBy
    );
}
