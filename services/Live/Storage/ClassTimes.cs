using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.Storage;

/// <summary>When a class started, ended and until when it was led, as it is stored.</summary>
internal sealed class ClassTimes
{
    public Instant? ClassStartedAt { get; init; }

    public Instant? ClassEndedAt { get; init; }

    public Instant? LedUntil { get; init; }

    /// <summary>The lock that keeps watch reports and the end of their class apart on all nodes: shared by each report,
    /// held exclusively by what ends the class or counts everybody.</summary>
    public static string LockName(SessionId sessionId) => $"reports/{sessionId}";

    /// <summary>The times of a class, which cannot end before this work is done.</summary>
    public static async Task<ClassTimes?> ReadAsync(UnitOfWork work, SessionId sessionId, CancellationToken ct)
    {
        await work.LockSharedAsync(LockName(sessionId), ct);
        return await work.QueryFirstOrDefaultAsync<ClassTimes>(
            """
            select class_started_at as ClassStartedAt, class_ended_at as ClassEndedAt,
                   coalesce(led_until, class_ended_at) as LedUntil
            from rooms where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
    }
}
