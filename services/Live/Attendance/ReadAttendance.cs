using System.Security.Claims;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Attendance;

/// <summary>What one took part in of a session.</summary>
internal static class ReadAttendance
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/attendance", HandleAsync)
            .WithSummary("Own attendance of a session")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<OwnAttendance>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        LiveDatabase database,
        CancellationToken ct
    )
    {
        if (await sessions.FindPlanAsync(sessionId, ct) is null)
            return RoomAccess.NoClass.ToHttp();

        var row = await database.QueryFirstOrDefaultAsync<OwnAttendance>(
            """
            select participants.watched_seconds as WatchedSeconds, attendances.class_seconds as ClassSeconds,
                   attendances.attendance_id is not null as Recorded
            from participants
            left join attendances on attendances.session_id = participants.session_id
                and attendances.member_id = participants.member_id
            where participants.session_id = @sessionId and participants.member_id = @member
            """,
            new { sessionId, member = caller.MemberId() },
            ct
        );
        return TypedResults.Ok(row ?? new OwnAttendance());
    }

    internal sealed record OwnAttendance
    {
        /// <summary>Seconds of the class that were watched.</summary>
        public int WatchedSeconds { get; init; }

        /// <summary>Length of the class in seconds; null until recorded.</summary>
        public int? ClassSeconds { get; init; }

        /// <summary>True once it counts.</summary>
        public bool Recorded { get; init; }
    }
}
