using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Live.Projections;

/// <summary>Keeps Live's own copy of who has a coached seat; the highest revision wins.</summary>
internal sealed class OnCoachedSeatChanged : IHandle<CoachedSeatChanged>
{
    public Task HandleAsync(CoachedSeatChanged seat, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into seats (session_id, member_id, revision, status)
            values (@SessionId, @MemberId, @Revision, @Status)
            on conflict (session_id, member_id) do update set revision = excluded.revision, status = excluded.status
            -- mutation disorder
            where seats.revision < excluded.revision
            """,
            new
            {
                seat.SessionId,
                seat.MemberId,
                seat.Revision,
                seat.Status,
            },
            ct
        );
}
