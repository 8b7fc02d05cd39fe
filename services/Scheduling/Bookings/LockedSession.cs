using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Bookings;

/// <summary>A session whose seats are locked until the transaction is over.</summary>
internal sealed class LockedSession
{
    public SessionId SessionId { get; init; }

    /// <summary>The revision of the first change of seats in this transaction, and the waitlist position of a new
    /// claim.</summary>
    public long Revision { get; init; }

    public int CoachedSeats { get; init; }

    public MemberId InstructorId { get; init; }

    public string CoachIds { get; init; } = "";

    public Instant EndsAt { get; init; }

    public Instant? CancelledAt { get; init; }

    public Instant? StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>Why no seat can change any more; null while it can.</summary>
    public Problem? ClosedProblem(Instant now) =>
        SessionStatus.Of(new SessionMoments(EndsAt, CancelledAt, StartedAt, EndedAt), now) switch
        {
            SessionStatus.Cancelled => Problem.Of(
                ErrorCodes.SessionClosed,
                "This class was cancelled. Choose another one in the timetable."
            ),
            SessionStatus.Ended => Problem.Of(
                ErrorCodes.SessionClosed,
                "This class is over. Choose another one in the timetable."
            ),
            _ => null,
        };

    public ClassLeaders Leaders => new(InstructorId, StoredJson.Read<IReadOnlyList<MemberId>>(CoachIds));

    public bool IsLedBy(MemberId memberId) => Leaders.AllIds.Contains(memberId);

    /// <summary>Name of the lock for changes to a session's seats: waiting for it takes no database
    /// connection.</summary>
    // mutation overbooking: public static string LockName(SessionId sessionId) => $"seats/{Guid.NewGuid()}";
    public static string LockName(SessionId sessionId) => $"seats/{sessionId}";

    /// <summary>Takes the session's next seat revision. Writing first is what locks it, on every database; a rollback
    /// gives the revision back.</summary>
    /// <returns>Null when there is no such session.</returns>
    public static Task<LockedSession?> TakeAsync(UnitOfWork work, SessionId sessionId, CancellationToken ct) =>
        work.QueryFirstOrDefaultAsync<LockedSession>(
            """
            -- mutation overbooking
            update sessions set seats_revision = seats_revision + 1 where session_id = @sessionId
            -- mutation overbooking: select
            returning
                -- mutation overbooking: (random() * 1000000000000)::bigint as Revision,
                seats_revision as Revision,
                session_id as SessionId, coached_seats as CoachedSeats,
                instructor_id as InstructorId, coach_ids as CoachIds,
                ends_at as EndsAt, cancelled_at as CancelledAt, started_at as StartedAt,
                -- mutation overbooking: ended_at as EndedAt from sessions where session_id = @sessionId
                ended_at as EndedAt
            """,
            new { sessionId },
            ct
        );

    public async Task<SeatCounts> CountAsync(UnitOfWork work, CancellationToken ct)
    {
        var counts = await work.QueryFirstOrDefaultAsync<Counts>(
            """
            select
                (select count(*) from coached_seats where session_id = @SessionId and status = 'booked') as Booked,
                (select count(*) from coached_seats where session_id = @SessionId and status = 'waitlisted') as Waiting
            """,
            new { SessionId },
            ct
        );
        return new SeatCounts(CoachedSeats, (int)counts!.Booked, (int)counts.Waiting);
    }

    public void Publish(UnitOfWork work, MemberId memberId, string status, long revision) =>
        work.Publish(new CoachedSeatChanged(SessionId, memberId, revision, status, work.Now.ToDateTimeOffset()));

    private sealed class Counts
    {
        public long Booked { get; init; }

        public long Waiting { get; init; }
    }
}
