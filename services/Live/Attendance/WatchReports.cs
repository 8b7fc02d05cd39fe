using NodaTime;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.Attendance;

/// <summary>How reports of what was watched and the end of their class keep out of each other's way, on all
/// nodes.</summary>
internal static class WatchReports
{
    /// <summary>Shared by reports under way; held alone by what ends the class or counts everybody.</summary>
    public static string LockName(SessionId sessionId) => $"reports/{sessionId}";

    /// <summary>When the class started, ended and was led until, as it is stored; it cannot end before this work
    /// does.</summary>
    public static async Task<ClassTimes?> ReadTimesAsync(UnitOfWork work, SessionId sessionId, CancellationToken ct)
    {
        await work.LockSharedAsync(LockName(sessionId), ct);
        return await work.QueryFirstOrDefaultAsync<ClassTimes>(
            """
            select class_started_at as ClassStartedAt, class_ended_at as ClassEndedAt, coalesce(led_until, class_ended_at) as LedUntil
            from rooms where session_id = @sessionId
            """,
            new { sessionId },
            ct
        );
    }

    internal sealed class ClassTimes
    {
        public Instant? ClassStartedAt { get; init; }

        public Instant? ClassEndedAt { get; init; }

        public Instant? LedUntil { get; init; }
    }
}
