namespace UpperBack.Community;

internal static partial class CommunityLog
{
    [LoggerMessage(1, LogLevel.Warning, "Streak rollover failed; it will be tried again")]
    public static partial void CheckFailed(this ILogger log, Exception ex);

    [LoggerMessage(2, LogLevel.Warning, "Leaderboards are out of date and will be rebuilt: {Reason}")]
    public static partial void BoardsBehind(this ILogger log, string reason);

    [LoggerMessage(3, LogLevel.Information, "Leaderboards rebuilt from the streaks of {Members} members")]
    public static partial void BoardsRebuilt(this ILogger log, int members);
}
