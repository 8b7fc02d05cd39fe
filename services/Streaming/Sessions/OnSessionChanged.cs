using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Streaming.Sessions;

/// <summary>Stores Streaming's own copy of what Scheduling plans; the highest revision wins.</summary>
internal sealed class OnSessionChanged(SessionSignal signal) : IHandle<SessionChanged>
{
    public async Task HandleAsync(SessionChanged session, UnitOfWork work, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            insert into sessions (session_id, revision, title, starts_at, ends_at, cancelled, instructor_id)
            values (@SessionId, @Revision, @Title, @StartsAt, @EndsAt, @Cancelled, @InstructorId)
            on conflict (session_id) do update set
                revision = excluded.revision, title = excluded.title, starts_at = excluded.starts_at,
                ends_at = excluded.ends_at, cancelled = excluded.cancelled, instructor_id = excluded.instructor_id
            where sessions.revision < excluded.revision
            """,
            new
            {
                session.SessionId,
                session.Revision,
                session.Title,
                StartsAt = Instant.FromDateTimeOffset(session.StartsAt),
                EndsAt = Instant.FromDateTimeOffset(session.EndsAt),
                session.Cancelled,
                session.InstructorId,
            },
            ct
        );
        work.AfterCommit(signal.Changed.Set);
    }
}
