using System.Security.Claims;

namespace UpperBack.Community.Friends;

/// <summary>Removes a member from those one added; the two are no longer friends. Nothing happens when they were not
/// added.</summary>
internal static class RemoveFriend
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapDelete("/friends/{memberId}", HandleAsync)
            .WithTags("Community")
            .WithSummary("Remove a member I added; no error when I had not")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<NoContent> HandleAsync(
        MemberId memberId,
        ClaimsPrincipal caller,
        CommunityDatabase database,
        CancellationToken ct
    )
    {
        var me = caller.MemberId();
        await using var work = await database.BeginAsync(ct);
        var removed = await work.ExecuteAsync(
            "delete from added_friends where member_id = @me and friend_id = @memberId",
            new { me, memberId },
            ct
        );
        if (removed > 0)
            await Friendship.SettleAsync(work, me, memberId, ct);
        await work.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
