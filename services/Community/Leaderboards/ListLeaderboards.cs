using Microsoft.AspNetCore.Mvc;

namespace UpperBack.Community.Leaderboards;

/// <summary>The leaderboards there are.</summary>
internal static class ListLeaderboards
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/leaderboards", Handle)
            .WithTags("Community")
            .WithSummary("The leaderboards there are, in the order in which people choose among them");

    private static Ok<IReadOnlyList<BoardView>> Handle([FromServices] IEnumerable<Board> boards) =>
        TypedResults.Ok<IReadOnlyList<BoardView>>([
            .. boards.Select(board => new BoardView(board.Name, board.Title, board.Description, board.Unit)),
        ]);

    /// <summary>A leaderboard to choose.</summary>
    /// <param name="Board">Its name, as in its address.</param>
    /// <param name="Title">A word or two.</param>
    /// <param name="Description">What it counts, in a sentence.</param>
    /// <param name="Unit"><c>days</c> or <c>minutes</c>.</param>
    internal sealed record BoardView(string Board, string Title, string Description, string Unit);
}
