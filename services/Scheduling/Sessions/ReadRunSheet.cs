using System.Security.Claims;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Sessions;

internal static class ReadRunSheet
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/run-sheet", HandleAsync)
            .WithSummary(
                "The run sheet of a session with the blocks it is made of and what the plan check finds; for "
                    + "its leaders and administrators"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SessionRunSheet>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        ContentLibrary library,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await ReadSession.FindAsync(sessionId, caller, database, clock, ct) is not { } session)
            return ReadSession.Unknown.ToHttp();
        if (!session.Leads && !caller.IsAdmin())
            return Problem
                .Of(ErrorCodes.Forbidden, "Only the instructor and the coaches of this class prepare its plan.")
                .ToHttp();

        var stored = await database.QueryFirstOrDefaultAsync<string?>(
            "select blocks from sessions where session_id = @sessionId",
            new { sessionId },
            ct
        );
        var programme = library.FindProgramme(session.Programme);
        var blocks =
            stored is not null ? StoredJson.Read<IReadOnlyList<Block>>(stored)
            : programme?.FindWeek(session.Week) is { } week ? Block.AllOf(week)
            : [];
        return TypedResults.Ok(
            SessionRunSheet.Of(
                new PlanView(
                    blocks,
                    session.RunSheet,
                    PlanView.FindingsOf(blocks, session.RunSheet, library.English.ExercisesBySlug, programme)
                ),
                editable: session.InstructorId == caller.MemberId() && ReplaceRunSheet.LockedProblem(session) is null
            )
        );
    }
}

/// <summary>A session's run sheet as its leaders prepare it.</summary>
/// <param name="Blocks">What it is made of.</param>
/// <param name="RunSheet">What the room follows.</param>
/// <param name="Findings">What the plan check finds.</param>
/// <param name="Editable">True for the instructor until the class has started.</param>
internal sealed record SessionRunSheet(
    IReadOnlyList<Block> Blocks,
    RunSheet RunSheet,
    IReadOnlyList<PlanFinding> Findings,
    bool Editable
)
{
    public static SessionRunSheet Of(PlanView plan, bool editable) =>
        new(plan.Blocks, plan.RunSheet, plan.Findings, editable);
}
