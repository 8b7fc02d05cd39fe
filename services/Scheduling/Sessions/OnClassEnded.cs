using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Scheduling.Sessions;

/// <summary>The class is over.</summary>
internal sealed class OnClassEnded : IHandle<ClassEnded>
{
    public Task HandleAsync(ClassEnded integrationEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            "update sessions set started_at = @startedAt, ended_at = @endedAt where session_id = @SessionId",
            new
            {
                integrationEvent.SessionId,
                startedAt = Instant.FromDateTimeOffset(integrationEvent.StartedAt).ToMicroseconds(),
                endedAt = Instant.FromDateTimeOffset(integrationEvent.EndedAt).ToMicroseconds(),
            },
            ct
        );
}
