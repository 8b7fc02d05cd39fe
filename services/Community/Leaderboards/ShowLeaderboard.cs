using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using StackExchange.Redis;

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

    private static async Task<Results<TaggedJson<Response>, ProblemHttpResult>> HandleAsync(
        string board,
        ClaimsPrincipal caller,
        BoardReader reader,
        [FromServices] IEnumerable<Board> boards,
        BoardPeople people,
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
        var present = people.Present();
        var (zone, friends) = await people.FindViewerAsync(present, viewer, ct);

        // Which week is the present one is a matter of where they live.
        var today = clock.Now().DayIn(Zones.FindOrUtc(zone ?? caller.TimeZone()));
        try
        {
            var whole = await reader.ReadAsync(BoardKeys.Scores(found.StoredName(today)), ct);
            var entries = (view == AroundMe ? whole.Around(viewer, count) : whole.Top(count)).ToArray();

            // Redis may lag a moment behind: who does not want to be seen any more is left out here.
            var names = await people.NameAsync(present, [.. entries.Select(entry => entry.MemberId)], ct);
            var rows = entries
                .Zip(names, (entry, name) => (entry, name))
                .Where(one => one.name is not null)
                .Select(one => new Row(
                    one.entry.Rank,
                    one.entry.MemberId,
                    one.name!,
                    one.entry.Value,
                    one.entry.MemberId == viewer,
                    friends.Contains(one.entry.MemberId)
                ));
            return TaggedJson.Of(
                new Response(
                    found.Name,
                    found.Title,
                    found.Description,
                    found.Unit,
                    whole.Total,
                    whole.Has(viewer),
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
