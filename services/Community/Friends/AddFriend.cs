using System.Security.Claims;

namespace UpperBack.Community.Friends;

/// <summary>Adds a member; once they add one back, the two are friends.</summary>
internal static class AddFriend
{
    /// <summary>Members one can add.</summary>
    private const int MaxAdded = 500;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/friends/{memberId}", HandleAsync)
            .WithTags("Community")
            .WithSummary("Add a member; friends are two who added each other")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        MemberId memberId,
        ClaimsPrincipal caller,
        CommunityDatabase database,
        CancellationToken ct
    )
    {
        var me = caller.MemberId();
        if (
            new Validation()
                .That(memberId != me, "memberId", "You cannot add yourself: choose somebody else.")
                .Problem is
            { } oneself
        )
            return oneself.ToHttp();

        await using var work = await database.BeginAsync($"friends/{me}", ct);
        if (
            await work.QueryFirstOrDefaultAsync<int>(
                "select count(*) from members where member_id = @memberId",
                new { memberId },
                ct
            ) == 0
        )
            return Problem
                .Of(ErrorCodes.NotFound, "This person is not a member here any more. Choose somebody else.")
                .ToHttp();

        var others = await work.QueryFirstOrDefaultAsync<int>(
            "select count(*) from added_friends where member_id = @me and friend_id <> @memberId",
            new { me, memberId },
            ct
        );
        var validation = new Validation().That(
            others < MaxAdded,
            "memberId",
            $"You have added {MaxAdded} members, which is the most: remove one first."
        );
        if (validation.Problem is { } tooMany)
            return tooMany.ToHttp();

        await work.ExecuteAsync(
            """
            insert into added_friends (member_id, friend_id, added_at) values (@me, @memberId, @Now)
                on conflict (member_id, friend_id) do nothing
            """,
            new
            {
                me,
                memberId,
                work.Now,
            },
            ct
        );
        var areFriends = await Friendship.SettleAsync(work, me, memberId, ct);
        await work.CommitAsync(ct);
        return TypedResults.Ok(new Response(areFriends));
    }

    /// <param name="AreFriends">True when the other one had added the member already.</param>
    internal sealed record Response(bool AreFriends);
}
