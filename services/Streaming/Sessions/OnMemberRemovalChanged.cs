using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Streaming.Access;

namespace UpperBack.Streaming.Sessions;

/// <summary>Keeps who was taken out of a session; the highest revision wins, and this origin knows it at once, others
/// within a second.</summary>
internal sealed class OnMemberRemovalChanged(RemovedViewers viewers) : IHandle<MemberRemovalChanged>
{
    public async Task HandleAsync(MemberRemovalChanged removal, UnitOfWork work, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            insert into removals (session_id, member_id, revision, is_removed) values (@SessionId, @MemberId, @Revision, @IsRemoved)
            on conflict (session_id, member_id) do update set revision = excluded.revision, is_removed = excluded.is_removed
            where removals.revision < excluded.revision
            """,
            new
            {
                removal.SessionId,
                removal.MemberId,
                removal.Revision,
                removal.IsRemoved,
            },
            ct
        );
        work.AfterCommit(() => viewers.Hear(removal.SessionId));
    }
}
