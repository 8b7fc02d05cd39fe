using Microsoft.Extensions.Logging;

namespace UpperBack.Community;

internal static partial class CommunityLog
{
    [LoggerMessage(1, LogLevel.Warning, "Streaks could not be checked; trying again")]
    public static partial void CheckFailed(this ILogger log, Exception failure);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The leaderboards are behind and are rebuilt as soon as that is possible: {Reason}"
    )]
    public static partial void BoardsBehind(this ILogger log, string reason);

    [LoggerMessage(3, LogLevel.Information, "Leaderboards rebuilt from the streaks of {Members} members")]
    public static partial void BoardsRebuilt(this ILogger log, int members);
}
