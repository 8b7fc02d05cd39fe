using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Live.Projections;

/// <summary>Keeps Live's own copy of who are friends, for presence in crowded rooms; the highest revision
/// wins.</summary>
internal sealed class OnFriendshipChanged : IHandle<FriendshipChanged>
{
    public Task HandleAsync(FriendshipChanged friendship, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into friendships (first_id, second_id, revision, are_friends)
            values (@FirstId, @SecondId, @Revision, @AreFriends)
            on conflict (first_id, second_id) do update set
                revision = excluded.revision, are_friends = excluded.are_friends
            where friendships.revision < excluded.revision
            """,
            new
            {
                friendship.FirstId,
                friendship.SecondId,
                friendship.Revision,
                friendship.AreFriends,
            },
            ct
        );
}
