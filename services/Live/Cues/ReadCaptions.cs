using System.Security.Claims;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Cues;

/// <summary>The room's log as captions of its video: for other players, and to download.</summary>
internal static class ReadCaptions
{
    private const int MaxCues = 10_000;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/captions.vtt", HandleAsync)
            .WithSummary(
                "The cues as WebVTT captions; fromMs is the media time of the video's first frame in Unix milliseconds"
            )
            .Produces<string>(StatusCodes.Status200OK, "text/vtt")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        long fromMs,
        ClaimsPrincipal user,
        SessionLookup sessions,
        LiveDatabase database,
        CancellationToken ct
    )
    {
        var open = await sessions.RequireOpenAsync(sessionId, user.MemberId(), ct);
        if (!open.Succeeded)
            return open.Problem.ToHttp();

        var cues = await sessions.ReadRecordAsync(sessionId, ct) is { } record
            ? await CueRows.ReadAfterAsync(database, sessionId, record.Epoch, 0, MaxCues, ct)
            : [];
        return TypedResults.Text(Captions.Write(cues, open.Value.RunSheet, fromMs), "text/vtt");
    }
}
