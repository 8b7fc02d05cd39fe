using System.ComponentModel.DataAnnotations;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Members;

/// <summary>Finds who may lead or coach a class, for those who plan one: names and nothing else.</summary>
internal static class FindLeaders
{
    private const int PageSize = 20;
    private const int MaxSearchLength = 60;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/leaders", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .RequireAuthorization(Policies.Instructor)
            .WithSummary(
                $"Who may lead or coach a class, by a part of their name: sorted by name, {PageSize} a page; "
                    + "pages count from 1"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>What a name is found by.</summary>
    public static string SearchTextOf(string displayName) => displayName.ToLowerInvariant();

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        SchedulingDatabase database,
        CancellationToken ct,
        [MaxLength(MaxSearchLength)] string search = "",
        [OneOf(Roles.Coach, Roles.Instructor)] string role = Roles.Coach,
        int page = 1
    )
    {
        if (
            new Validation()
                .Between(page, 1, 1_000_000, "The page")
                .That(
                    search.Length <= MaxSearchLength,
                    "search",
                    $"That is too long to search for: at most {MaxSearchLength} characters."
                )
                .Wire(role is Roles.Coach or Roles.Instructor, "role", "role must be coach or instructor.")
                .Problem is
            { } problem
        )
            return problem.ToHttp();

        // One more than a page shows whether there is another.
        var rows = await database.QueryAsync<Row>(
            """
            select member_id as MemberId, display_name as DisplayName
            from members
            where search_name like @pattern escape '\' and ((@anyCoach and may_coach) or (@anyInstructor
                and may_instruct))
            order by search_name, member_id
            limit @most offset @skip
            """,
            new
            {
                pattern = LikePattern.Containing(SearchTextOf(search.Trim())),
                anyCoach = role == Roles.Coach,
                anyInstructor = role == Roles.Instructor,
                most = PageSize + 1,
                skip = (page - 1) * PageSize,
            },
            ct
        );
        return TypedResults.Ok(
            new Response(
                [.. rows.Take(PageSize).Select(row => new NamedMember(row.MemberId, row.DisplayName))],
                rows.Count > PageSize
            )
        );
    }

    /// <param name="Members">This page's.</param>
    /// <param name="HasMore">True when there is another page.</param>
    internal sealed record Response(IReadOnlyList<NamedMember> Members, bool HasMore);

    private sealed class Row
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }
}
