using System.Security.Claims;
using UpperBack.Contracts.Events;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Progress;

/// <summary>The levels of a session's participants, for its leaders only: of those with a coached seat, and of those
/// who took part.</summary>
internal static class ReadLevels
{
    private const int MaxMembers = 200;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/levels", HandleAsync)
            .WithSummary(
                "Levels of a session's participants today, for its leaders; ?members=ID,ID asks for some, of "
                    + "whom those with a coached seat or an attendance are listed"
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Levels>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct,
        string? members = null
    )
    {
        if (await ReadSession.FindAsync(sessionId, caller, database, clock, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();
        if (!session.Leads)
            return Problem
                .Of(
                    ErrorCodes.Forbidden,
                    "Only the instructor and the coaches of this class see its participants' levels."
                )
                .ToHttp();

        var asked = (members ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ids = asked.Select(text => MemberId.TryParse(text, out var id) ? id : (MemberId?)null).ToArray();
        if (
            new Validation()
                .Wire(
                    asked.Length <= MaxMembers,
                    "members",
                    $"members names {asked.Length}: ask for at most {MaxMembers} at once."
                )
                .Wire(
                    Array.TrueForAll(ids, id => id is not null),
                    "members",
                    "members must be UUIDs, joined by commas."
                )
                .Problem is
            { } problem
        )
        {
            return problem.ToHttp();
        }

        var participants = await database.QueryAsync<MemberId>(
            """
            select member_id from coached_seats where session_id = @sessionId and status = @Booked
            union
            select member_id from attended_classes where session_id = @sessionId
            """,
            new { sessionId, SeatStatus.Booked },
            ct
        );
        var listed = (ids.Length == 0 ? participants : participants.Where(member => ids.Contains(member)))
            .Take(MaxMembers)
            .ToArray();
        var exercises = RecordAttendedClass.ExercisesOf(session.RunSheet);
        var progress = await MemberProgress.ReadAsync(database, listed, Zones.Get(session.TimeZone), clock.Now(), ct);
        return TypedResults.Ok(
            new Levels([.. listed.Select(member => MemberLevels.Of(member, progress[member], exercises))])
        );
    }

    internal sealed record Levels(IReadOnlyList<MemberLevels> Members);

    /// <param name="Level">The median of <paramref name="Exercises"/>; the lower one of two.</param>
    /// <param name="Exercises">Today's level in each exercise of the session, by slug.</param>
    internal sealed record MemberLevels(MemberId MemberId, int Level, IReadOnlyDictionary<string, int> Exercises)
    {
        public static MemberLevels Of(MemberId member, MemberProgress progress, IReadOnlyList<string> exercises)
        {
            var levels = exercises.ToDictionary(exercise => exercise, exercise => progress.Of(exercise).TodaysLevel);
            var sorted = levels.Values.Order().ToArray();
            return new MemberLevels(
                member,
                sorted.Length == 0 ? Scheduling.Exercises.Dosage.ClassLevel : sorted[(sorted.Length - 1) / 2],
                levels
            );
        }
    }
}
