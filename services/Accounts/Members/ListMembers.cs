using System.ComponentModel.DataAnnotations;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Accounts.Members;

/// <summary>Lets an administrator look up members by name or email.</summary>
internal static class ListMembers
{
    private const int PageSize = 50;
    private const int MaxSearchLength = 100;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/members", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Find members by a part of their name or email")
            .WithDescription($"For administrators. Sorted by name, {PageSize} a page; pages count from 1.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        AccountsDatabase database,
        CancellationToken ct,
        [MaxLength(MaxSearchLength)] string search = "",
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
                .Problem is
            { } problem
        )
            return problem.ToHttp();

        var args = new
        {
            pattern = LikePattern.Containing(search.Trim().ToLowerInvariant()),
            PageSize,
            skip = (page - 1) * PageSize,
        };
        var rows = await database.QueryAsync<Row>(
            """
            select id as Id, email as Email, display_name as DisplayName, roles as Roles
            from accounts
            where search_text like @pattern escape '\'
            order by display_name, id
            limit @PageSize offset @skip
            """,
            args,
            ct
        );
        var total = await database.QueryFirstOrDefaultAsync<long>(
            """
            select count(1) from accounts where search_text like @pattern escape '\'
            """,
            args,
            ct
        );
        return TypedResults.Ok(
            new Response(
                [.. rows.Select(row => new ListedMember(row.Id, row.Email, row.DisplayName, row.Roles.Split(' ')))],
                total
            )
        );
    }

    /// <summary>One page of members.</summary>
    /// <param name="Members">This page's.</param>
    /// <param name="Total">How many match on all pages.</param>
    internal sealed record Response(IReadOnlyList<ListedMember> Members, long Total);

    private sealed class Row
    {
        public MemberId Id { get; init; }

        public string Email { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public string Roles { get; init; } = "";
    }
}

/// <summary>A member as an administrator sees them.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Email">Sign-in name.</param>
/// <param name="DisplayName">What others see.</param>
/// <param name="Roles">In rising order of reach.</param>
internal sealed record ListedMember(
    MemberId MemberId,
    string Email,
    string DisplayName,
    [OneOf(typeof(Contracts.Roles))] IReadOnlyList<string> Roles
);
