using NodaTime;
using UpperBack.Community.Streaks;

namespace UpperBack.Community.Leaderboards;

/// <summary>A leaderboard. All there is to one is its entry in <see cref="All"/>: what it counts is stored with each
/// streak, its key in Redis, its place in the API and its tab follow from that.</summary>
internal sealed class Board : IStreakScore
{
    /// <summary>Kept days in a row.</summary>
    public static readonly Board CurrentStreak = new()
    {
        Name = "current-streak",
        Title = "Streak",
        Description = "Current streaks, in days.",
        Unit = "days",
        Since = 1,
        CountOf = (streak, _) => streak.Current,
    };

    /// <summary>Minutes watched in the ISO week that is the present one in the viewer's zone.</summary>
    public static readonly Board MinutesThisWeek = new()
    {
        Name = "minutes-this-week",
        Title = "This week",
        Description = "Minutes in class since Monday.",
        Unit = "minutes",
        Since = 1,
        PeriodOf = day => IsoWeek.Of(day).ToString(),
        CountOf = (streak, day) => streak.MinutesIn(IsoWeek.Of(day)),
    };

    /// <summary>Every board, in the order in which people choose among them.</summary>
    public static readonly IReadOnlyList<Board> All = [CurrentStreak, MinutesThisWeek];

    /// <summary>What it is on every wire and in Redis: lower-case words joined by hyphens. Never changed.</summary>
    public required string Name { get; init; }

    /// <summary>A word or two, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What it counts, in a sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>What is counted: <c>days</c>, <c>minutes</c>.</summary>
    public required string Unit { get; init; }

    /// <inheritdoc/>
    public required int Since { get; init; }

    /// <summary>What a member has on it: the more, the higher; none, and they are not on it. With a day of the period
    /// that is to be counted.</summary>
    public required Func<Streak, LocalDate, int> CountOf { get; init; }

    /// <summary>Name of the period that a day is in, where a board starts over with each.</summary>
    public Func<LocalDate, string?> PeriodOf { get; init; } = _ => null;

    /// <summary>Under which name the board of a day is stored, in SQL and in Redis.</summary>
    public string StoredName(LocalDate day) => PeriodOf(day) is { } period ? $"{Name}:{period}" : Name;

    /// <summary>The names of the boards that are the present one somewhere on earth.</summary>
    public IEnumerable<string> PresentNames(Instant now) => DaysOnEarth(now).Select(StoredName).Distinct();

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, int>> Count(Streak streak, Instant now) =>
        DaysOnEarth(now)
            .DistinctBy(StoredName)
            .Select(day => KeyValuePair.Create(StoredName(day), CountOf(streak, day)));

    private static IEnumerable<LocalDate> DaysOnEarth(Instant now) =>
        new DateInterval(now.WithOffset(Offset.FromHours(-12)).Date, now.WithOffset(Offset.FromHours(14)).Date);
}
