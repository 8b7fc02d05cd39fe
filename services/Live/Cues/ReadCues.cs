using System.Security.Claims;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Cues;

/// <summary>The room's log over HTTP: for replays, and for programs.</summary>
internal static class ReadCues
{
    private const int PageSize = 500;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/cues", HandleAsync)
            .WithSummary("The room's log from an offset on, at most 500 cues")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<CuePage>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal user,
        SessionLookup sessions,
        LiveDatabase database,
        CancellationToken ct,
        long after = 0,
        string? epoch = null
    )
    {
        if (after < 0)
            return new Validation().Wire(false, "after", "after must be an offset: 0 or more.").Problem!.ToHttp();
        if (
            await sessions.RequireOpenAsync(sessionId, user.MemberId(), ct) is
            { Succeeded: false, Problem: var refusal }
        )
            return refusal.ToHttp();
        if (await sessions.ReadRecordAsync(sessionId, ct) is not { } record)
            return TypedResults.Ok(new CuePage("", 0, Resync: epoch is not null, []));

        var resync = epoch is not null && epoch != record.Epoch;
        var cues = await CueRows.ReadAfterAsync(database, sessionId, record.Epoch, resync ? 0 : after, PageSize, ct);
        var head = await CueRows.ReadLastAsync(database, sessionId, record.Epoch, 1, ct);
        return TypedResults.Ok(new CuePage(record.Epoch, head is [{ } last] ? last.Offset : 0, resync, cues));
    }

    /// <param name="Epoch">Identifies the log; empty when nobody was in the room yet.</param>
    /// <param name="Head">Offset of the log's last cue.</param>
    /// <param name="Resync">True when the given epoch is another one: the page starts at the log's beginning.</param>
    /// <param name="Cues">In order; ask again after the last one's offset until it is the head.</param>
    internal sealed record CuePage(string Epoch, long Head, bool Resync, IReadOnlyList<Cue> Cues);
}
