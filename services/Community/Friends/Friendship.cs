using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Friends;

/// <summary>Two members: friends when each added the other.</summary>
internal static class Friendship
{
    /// <summary>Stores what the two are to each other after one added or removed the other, and publishes it when
    /// that is new.</summary>
    /// <returns>True when they are friends.</returns>
    public static async Task<bool> SettleAsync(UnitOfWork work, MemberId one, MemberId other, CancellationToken ct)
    {
        var (first, second) = Sort(one, other);

        // Locks the pair's row until the transaction ends: two who add each other at the same moment take turns.
        await work.ExecuteAsync(
            """
            insert into friendships (first_id, second_id, revision, are_friends)
                values (@first, @second, 0, @AreFriends)
            on conflict (first_id, second_id) do update set revision = friendships.revision
            """,
            new
            {
                first,
                second,
                AreFriends = false,
            },
            ct
        );
        var added = await work.QueryFirstOrDefaultAsync<int>(
            """
            select count(*) from added_friends
            where (member_id = @first and friend_id = @second) or (member_id = @second and friend_id = @first)
            """,
            new { first, second },
            ct
        );
        var areFriends = added == 2;
        var revision = await work.QueryFirstOrDefaultAsync<long?>(
            """
            update friendships set are_friends = @areFriends, revision = revision + 1
            where first_id = @first and second_id = @second and are_friends <> @areFriends
            returning revision
            """,
            new
            {
                first,
                second,
                areFriends,
            },
            ct
        );
        if (revision is { } changed)
            work.Publish(new FriendshipChanged(first, second, changed, areFriends, work.Now.ToDateTimeOffset()));
        return areFriends;
    }

    private static (MemberId First, MemberId Second) Sort(MemberId one, MemberId other) =>
        one.Value.CompareTo(other.Value) < 0 ? (one, other) : (other, one);
}
