using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Hub;

/// <summary>A refusal as the hub returns it: an error whose text is JSON with the catalogued code, whether to retry,
/// and a sentence for people.</summary>
internal static class HubErrors
{
    public static HubException From(Problem problem) =>
        new(
            JsonSerializer.Serialize(
                new
                {
                    code = problem.Code.Code,
                    retryable = problem.Code.Retryable,
                    message = problem.Detail,
                    errors = problem.Errors,
                },
                LiveJson.Options
            )
        );

    public static HubException From(ErrorCode code, string message) => From(Problem.Of(code, message));

    /// <summary>Arguments that cannot be read. Who joins followed a link; everything else is sent by the page
    /// itself.</summary>
    public static HubException Unreadable(string method, string forDevelopers) =>
        From(
            Problem.Of(
                ErrorCodes.Malformed,
                method == nameof(ILiveSessionHub.Join)
                    ? RoomAccess.NoClass.Detail
                    : "This could not be sent. Reload the page and try again.",
                "$",
                forDevelopers
            )
        );
}
