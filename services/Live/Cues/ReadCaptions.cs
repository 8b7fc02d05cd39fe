using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Cues;

/// <summary>The room's log as captions of its video: for players that are not ours, and to keep.</summary>
internal static class ReadCaptions
{
    private const int MostCues = 10_000;

    public static void Map(RouteGroupBuilder group) => group.MapGet("/sessions/{sessionId}/captions.vtt", HandleAsync)
        .WithSummary("The cues as WebVTT captions; fromMs is the media time of the video's first frame in Unix milliseconds")
        .Produces<string>(StatusCodes.Status200OK, "text/vtt")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        SessionId sessionId, long fromMs, RoomDirectory directory, LiveDatabase database, CancellationToken ct)
    {
        if (await directory.FindPlanAsync(sessionId, ct) is not { } plan)
            return Problem.Of(ErrorCodes.SessionUnknown, "This link does not lead to a class. See the timetable for what is on.").ToHttp();

        var cues = await directory.ReadFactsAsync(sessionId, ct) is { } facts
            ? await CueRows.ReadAfterAsync(database, sessionId, facts.Epoch, 0, MostCues, ct)
            : [];
        return TypedResults.Text(Captions.Write(cues, plan.RunSheet, fromMs), "text/vtt");
    }
}
