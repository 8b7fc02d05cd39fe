using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using UpperBack.Contracts;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Hub;

/// <summary>A refusal as the hub says it: an error whose text is JSON with the catalogued code, whether to retry, and the words.</summary>
internal static class HubErrors
{
    public static HubException From(Problem problem) => new(JsonSerializer.Serialize(
        new { code = problem.Code.Code, retryable = problem.Code.Retryable, message = problem.Detail, errors = problem.Errors }, RoomDirectory.Json));

    public static HubException From(ErrorCode code, string message) => From(Problem.Of(code, message));
}
