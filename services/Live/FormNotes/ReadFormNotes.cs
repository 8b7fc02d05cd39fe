using System.Security.Claims;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.FormNotes;

/// <summary>One's own form notes of a session; its leaders read all.</summary>
internal static class ReadFormNotes
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/form-notes", HandleAsync)
            .WithSummary("Own form notes of a session; its leaders read all of them")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<IReadOnlyList<FormNote>>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        LiveDatabase database,
        CancellationToken ct
    )
    {
        if (await sessions.FindPlanAsync(sessionId, ct) is not { } plan)
            return RoomAccess.NoClass.ToHttp();

        var isLeader = RoomPolicy.RoleOf(caller.MemberId(), plan) != RoomRoles.Participant;
        return TypedResults.Ok(
            await FormNoteRows.ReadAsync(database, sessionId, isLeader ? null : caller.MemberId(), ct)
        );
    }
}
