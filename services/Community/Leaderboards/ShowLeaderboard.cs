using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using StackExchange.Redis;
using UpperBack.Community.Members;

namespace UpperBack.Community.Leaderboards;

/// <summary>A leaderboard: its top, or what is around the viewer.</summary>
internal static class ShowLeaderboard
{
    private const int MaxRows = 100;
    private const string Top = "top";
    private const string AroundMe = "around-me";

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/leaderboards/{board}", HandleAsync)
            .WithTags("Community")
            .WithSummary($"A leaderboard: {Names(Board.All)}; view top or around-me, count 1 to {MaxRows}")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string board,
        ClaimsPrincipal caller,
        BoardReader reader,
        [FromServices] IEnumerable<Board> boards,
        CommunityDatabase database,
        TimeProvider clock,
        CancellationToken ct,
        [OneOf(Top, AroundMe)] string view = Top,
        [Range(1, MaxRows)] int count = 20
    )
    {
        if (boards.FirstOrDefault(one => one.Name == board) is not { } found)
            return Problem
                .Of(
                    ErrorCodes.NotFound,
                    "We do not have this leaderboard.",
                    "board",
                    $"There is no such leaderboard: use {Names(boards)}."
                )
                .ToHttp();

        var validation = new Validation()
            .Wire(view is Top or AroundMe, "view", $"view must be {Top} or {AroundMe}.")
            .Wire(count is >= 1 and <= MaxRows, "count", $"count must be from 1 to {MaxRows}.");
        if (validation.Problem is { } problem)
            return problem.ToHttp();

        var viewer = caller.MemberId();
        try
        {
            var today = await FindDayAsync(database, caller, clock.Now(), ct);
            var key = BoardKeys.Scores(found.StoredName(today));
            var page = await reader.ReadAsync(key, viewer, view == AroundMe, count, ct);
            var people = await ReadPeopleAsync(database, viewer, page.Entries, ct);
            var rows = page
                .Entries.Where(entry => people.ContainsKey(entry.MemberId))
                .Select(entry => new Row(
                    entry.Rank,
                    entry.MemberId,
                    people[entry.MemberId].DisplayName,
                    entry.Value,
                    entry.MemberId == viewer,
                    people[entry.MemberId].IsFriend
                ));
            return TypedResults.Ok(
                new Response(
                    found.Name,
                    found.Title,
                    found.Description,
                    found.Unit,
                    page.Total,
                    page.HasViewer,
                    [.. rows]
                )
            );
        }
        catch (Exception ex) when (ex is RedisException or RedisTimeoutException)
        {
            return Problem
                .Of(
                    ErrorCodes.Unavailable,
                    "The leaderboards cannot be read at the moment. Nothing is lost; try again soon."
                )
                .ToHttp();
        }
    }

    private static string Names(IEnumerable<Board> boards) => string.Join(" or ", boards.Select(board => board.Name));

    /// <summary>The viewer's day: which week is the present one is a matter of where they live.</summary>
    private static async Task<LocalDate> FindDayAsync(
        CommunityDatabase database,
        ClaimsPrincipal caller,
        Instant now,
        CancellationToken ct
    )
    {
        var member = await database.QueryFirstOrDefaultAsync<MemberProjection>(
            MemberProjection.Sql,
            new { memberId = caller.MemberId() },
            ct
        );
        return now.DayIn(Zones.FindOrUtc(member?.TimeZone ?? caller.TimeZone()));
    }

    /// <summary>Names come from SQL, and with them whether a member still wants to be seen: Redis may lag a moment
    /// behind.</summary>
    private static async Task<IReadOnlyDictionary<MemberId, PersonRow>> ReadPeopleAsync(
        CommunityDatabase database,
        MemberId viewer,
        IReadOnlyList<BoardEntry> entries,
        CancellationToken ct
    )
    {
        var people = await database.QueryAsync<PersonRow>(
            $"""
            select members.member_id as MemberId, members.display_name as DisplayName,
                   (mine.member_id is not null and theirs.member_id is not null) as IsFriend
            from members
            left join added_friends mine on mine.member_id = @viewer and mine.friend_id = members.member_id
            left join added_friends theirs on theirs.member_id = members.member_id and theirs.friend_id = @viewer
            where members.on_boards and {database.Dialect.In("members.member_id", "ids")}
            """,
            new { viewer, ids = database.Dialect.Ids(entries.Select(entry => entry.MemberId)) },
            ct
        );
        return people.ToDictionary(person => person.MemberId);
    }

    private sealed class PersonRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";

        public bool IsFriend { get; init; }
    }

    /// <param name="Rank">1 is best; equal values share a rank (1, 1, 3).</param>
    /// <param name="MemberId">Who.</param>
    /// <param name="DisplayName">Their name.</param>
    /// <param name="Value">Days or minutes.</param>
    /// <param name="IsMe">True for the viewer's own row.</param>
    /// <param name="IsFriend">True for a friend of the viewer.</param>
    internal sealed record Row(long Rank, MemberId MemberId, string DisplayName, int Value, bool IsMe, bool IsFriend);

    /// <param name="Board">Which board.</param>
    /// <param name="Title">What it is called, in a word or two.</param>
    /// <param name="Description">What it counts, in a sentence.</param>
    /// <param name="Unit"><c>days</c> or <c>minutes</c>.</param>
    /// <param name="Total">Members on the board.</param>
    /// <param name="OnBoard">True when the viewer is one of them.</param>
    /// <param name="Rows">Best first, equal ones by name.</param>
    internal sealed record Response(
        string Board,
        string Title,
        string Description,
        [OneOf("days", "minutes")] string Unit,
        long Total,
        bool OnBoard,
        IReadOnlyList<Row> Rows
    );
}
