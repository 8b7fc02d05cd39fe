using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Scheduling.Sessions;

/// <summary>The class is on: the session is live, unless its end arrived first.</summary>
internal sealed class OnClassStarted : IHandle<ClassStarted>
{
    public Task HandleAsync(ClassStarted integrationEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            "update sessions set started_at = coalesce(started_at, @startedAt) where session_id = @SessionId",
            new
            {
                integrationEvent.SessionId,
                startedAt = Instant.FromDateTimeOffset(integrationEvent.StartedAt).ToMicroseconds(),
            },
            ct
        );
}
