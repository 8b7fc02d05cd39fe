using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Scheduling.Members;

/// <summary>Stores whom a leader removed from a session; the highest revision wins.</summary>
internal sealed class OnMemberRemovalChanged : IHandle<MemberRemovalChanged>
{
    public Task HandleAsync(MemberRemovalChanged integrationEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into removals (session_id, member_id, revision, is_removed)
                values (@SessionId, @MemberId, @Revision, @IsRemoved)
            on conflict (session_id, member_id) do update
                set revision = excluded.revision, is_removed = excluded.is_removed
            where removals.revision < excluded.revision
            """,
            new
            {
                integrationEvent.SessionId,
                integrationEvent.MemberId,
                integrationEvent.Revision,
                integrationEvent.IsRemoved,
            },
            ct
        );
}
