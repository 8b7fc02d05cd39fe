using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Streaming.Sessions;

/// <summary>Stores when a class ended, which is final; its stream ends soon after.</summary>
internal sealed class OnClassEnded(SessionSignal signal) : IHandle<ClassEnded>
{
    public async Task HandleAsync(ClassEnded ended, UnitOfWork work, CancellationToken ct)
    {
        await work.ExecuteAsync(
            """
            insert into classes (session_id, started_at, ended_at) values (@SessionId, @StartedAt, @EndedAt)
            on conflict (session_id) do update set ended_at = excluded.ended_at
            """,
            new
            {
                ended.SessionId,
                StartedAt = Instant.FromDateTimeOffset(ended.StartedAt),
                EndedAt = Instant.FromDateTimeOffset(ended.OverAt ?? ended.EndedAt),
            },
            ct
        );
        work.AfterCommit(signal.Changed.Set);
    }
}
