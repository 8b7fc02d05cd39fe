using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Streaming.Access;

/// <summary>Stores who was removed from a session; the highest revision wins. This process knows it at once, others
/// within a second.</summary>
internal sealed class OnMemberRemovalChanged(RemovedViewers viewers) : IHandle<MemberRemovalChanged>
{
    public async Task HandleAsync(MemberRemovalChanged removal, UnitOfWork work, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            insert into removals (session_id, member_id, revision, is_removed)
            values (@SessionId, @MemberId, @Revision, @IsRemoved)
            on conflict (session_id, member_id) do update set
                revision = excluded.revision, is_removed = excluded.is_removed
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
        work.AfterCommit(() => viewers.Refresh(removal.SessionId));
    }
}
