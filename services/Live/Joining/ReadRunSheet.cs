using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Joining;

/// <summary>A session's run sheet by its revision, which a join result names: who comes back to a room need not read it
/// again. A cache may keep it, but only its reader's own: who was removed from the session is not told what is
/// done.</summary>
internal static class ReadRunSheet
{
    private const string Immutable = "private, max-age=31536000, immutable";

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/run-sheets/{revision}", HandleAsync)
            .WithSummary("A session's run sheet by the revision that its join result names; what is here never changes")
            .Produces<RunSheet>()
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        string revision,
        ClaimsPrincipal user,
        SessionLookup sessions,
        RoomRegistry registry,
        LiveDatabase database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        // Who joined was let into the room that is in memory, and a class comes in together.
        var room = registry.FindCurrent(sessionId);
        var sheet = room?.RunSheet;
        if (room?.Removed.Contains(user.MemberId()) ?? true)
        {
            var open = await sessions.RequireOpenAsync(sessionId, user.MemberId(), ct);
            if (!open.Succeeded)
                return open.Problem.ToHttp();

            sheet = StoredRunSheet.Of(open.Value.RunSheet);
        }

        // Another node may have named one that this node's room has not heard of.
        if (sheet?.Revision != revision && await RoomRows.ReadPlanAsync(database, sessionId, ct) is { } plan)
            sheet = StoredRunSheet.Of(plan.RunSheet);
        if (sheet?.Revision != revision)
            return Problem
                .Of(ErrorCodes.NotFound, "The run sheet of this class has changed. Join again to see the present one.")
                .ToHttp();

        response.Headers.CacheControl = Immutable;
        return TypedResults.Bytes(
            sheet.Json,
            "application/json; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{revision}\"")
        );
    }
}
