namespace UpperBack.Community.Leaderboards;

/// <summary>The boards there are, by their names on the wire.</summary>
internal static class Board
{
    /// <summary>Kept days in a row.</summary>
    public const string CurrentStreak = "current-streak";

    /// <summary>Minutes watched in the ISO week that is the present one in the viewer's zone.</summary>
    public const string MinutesThisWeek = "minutes-this-week";

    public static readonly IReadOnlyList<string> All = [CurrentStreak, MinutesThisWeek];
}
