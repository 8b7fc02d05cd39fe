using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Streaming.Health;

/// <summary>A class of a series is over: once its stream has ended and the players have reported, it is reviewed. A
/// class without a series breaks no streak, so it needs no review.</summary>
internal sealed class OutageReviewQueue(IOptions<StreamingOptions> options) : IHandle<ClassEnded>
{
    /// <summary>How long the last reports may take; players report every half minute.</summary>
    public static readonly Duration LastReports = Duration.FromMinutes(1);

    public Task HandleAsync(ClassEnded ended, UnitOfWork work, CancellationToken ct) =>
        ended.SeriesId is null
            ? Task.CompletedTask
            : work.ExecuteAsync(
                """
                insert into verdicts (session_id, started_at, ended_at, due_at)
                values (@SessionId, @startedAt, @endedAt, @dueAt)
                on conflict (session_id) do nothing
                """,
                new
                {
                    ended.SessionId,
                    startedAt = Instant.FromDateTimeOffset(ended.StartedAt),
                    endedAt = Instant.FromDateTimeOffset(ended.EndedAt),
                    dueAt = work.Now + Duration.FromSeconds(options.Value.EndAfterSeconds) + LastReports,
                },
                ct
            );
}
