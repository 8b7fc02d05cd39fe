using System.Security.Claims;

namespace UpperBack.Streaming.Recordings;

/// <summary>Which of several sessions can be watched again, for a page that lists them.</summary>
internal static class ListRecorded
{
    private const int MaxSessions = 50;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/recorded", HandleAsync)
            .WithSummary(
                "Which of these sessions have something recorded that the caller may watch: "
                    + $"UUIDs joined by commas, at most {MaxSessions}"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<IReadOnlyList<SessionId>>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal caller,
        StreamingDatabase database,
        CancellationToken ct,
        string sessions = ""
    )
    {
        var asked = sessions.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ids = asked
            .Select(text => SessionId.TryParse(text, out var id) ? id : (SessionId?)null)
            .OfType<SessionId>()
            .ToArray();
        if (
            new Validation()
                .Wire(
                    asked.Length <= MaxSessions,
                    "sessions",
                    $"sessions names {asked.Length}: ask for at most {MaxSessions} at once."
                )
                .Wire(ids.Length == asked.Length, "sessions", "sessions must be UUIDs, joined by commas.")
                .Problem is
            { } problem
        )
        {
            return problem.ToHttp();
        }

        if (ids.Length == 0)
            return TypedResults.Ok<IReadOnlyList<SessionId>>([]);

        return TypedResults.Ok(
            await database.QueryAsync<SessionId>(
                $"""
                select distinct segments.session_id from segments
                where {database.Dialect.In("segments.session_id", "ids")} and segments.rendition = 'source'
                    and not exists (
                        select 1 from removals
                        where removals.session_id = segments.session_id and removals.member_id = @member
                            and removals.is_removed)
                """,
                new { ids = database.Dialect.Ids(ids), member = caller.MemberId() },
                ct
            )
        );
    }
}
