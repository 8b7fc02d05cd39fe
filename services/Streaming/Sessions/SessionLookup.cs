using System.Buffers.Binary;
using System.Security.Claims;

namespace UpperBack.Streaming.Sessions;

/// <summary>The sessions that Streaming has stored.</summary>
internal sealed class SessionLookup(StreamingDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan ProjectionGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>A session. The event of one that was planned a moment ago may not have arrived yet: while the id (UUID
    /// version 7) is younger than the grace, this polls.</summary>
    public async Task<Result<SessionProjection>> FindAsync(SessionId sessionId, CancellationToken ct)
    {
        var session = await ReadAsync(sessionId, ct);
        for (
            var age = AgeOf(sessionId);
            session is null && age > -ProjectionGrace && age < ProjectionGrace;
            age = AgeOf(sessionId)
        )
        {
            await Task.Delay(PollInterval, clock, ct);
            session = await ReadAsync(sessionId, ct);
        }

        return session is null
            ? Problem.Of(
                ErrorCodes.SessionUnknown,
                "This link does not lead to a class. See the timetable for what is on."
            )
            : session;
    }

    /// <summary>A session, when this member is its instructor or an administrator.</summary>
    public async Task<Result<SessionProjection>> FindLedByAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        CancellationToken ct
    )
    {
        var session = await FindAsync(sessionId, ct);
        return session.Succeeded && session.Value.InstructorId != caller.MemberId() && !caller.IsAdmin()
            ? Problem.Of(ErrorCodes.NotLeader, "Only the instructor of this class may do this.")
            : session;
    }

    private Task<SessionProjection?> ReadAsync(SessionId sessionId, CancellationToken ct) =>
        database.QueryFirstOrDefaultAsync<SessionProjection>(
            """
            select s.session_id as SessionId, s.title as Title, s.starts_at as StartsAt, s.ends_at as EndsAt,
                   s.cancelled as Cancelled, s.instructor_id as InstructorId,
                   c.started_at as StartedAt, c.ended_at as EndedAt
            from sessions s left join classes c on c.session_id = s.session_id
            where s.session_id = @sessionId
            """,
            new { sessionId },
            ct
        );

    /// <summary>Time since the id was made, which a UUID of version 7 begins with; forever for any other.</summary>
    private TimeSpan AgeOf(SessionId sessionId)
    {
        Span<byte> bytes = stackalloc byte[16];
        return sessionId.Value.Version == 7 && sessionId.Value.TryWriteBytes(bytes, bigEndian: true, out _)
            ? TimeSpan.FromMilliseconds(clock.NowMs() - (BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16))
            : TimeSpan.MaxValue;
    }
}
