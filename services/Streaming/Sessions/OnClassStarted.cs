using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Streaming.Sessions;

/// <summary>Stores when a class started. Its end may have arrived already.</summary>
internal sealed class OnClassStarted : IHandle<ClassStarted>
{
    public Task HandleAsync(ClassStarted started, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into classes (session_id, started_at) values (@SessionId, @StartedAt)
            on conflict (session_id) do nothing
            """,
            new { started.SessionId, StartedAt = Instant.FromDateTimeOffset(started.StartedAt) },
            ct
        );
}
