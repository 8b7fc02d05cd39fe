using NodaTime;
using UpperBack.Community.Ledger;

namespace UpperBack.Community.Streaks;

/// <summary>A member's streak, folded from the ledger alone: the same records give the same streak, in any order and
/// however often they came.
/// <list type="bullet">
/// <item>A day is kept by an attendance that was long enough, on the day of its class in the member's zone of that
/// time.</item>
/// <item>A day with a class that was not kept is a miss, once it is over. A day without a class is a rest day.</item>
/// <item>A miss ends the streak, unless one of the rules protects it.</item>
/// <item>Where the zone changed between two kept days, the days between are counted as if the member had stayed in the
/// old zone, and as if they had been in the new one all along; the kinder count is the one that holds.</item>
/// </list></summary>
internal sealed class Streak
{
    private readonly Instant[] classesHeld;
    private readonly SortedDictionary<LocalDate, List<Attendance>> kept = [];
    private readonly Dictionary<LocalDate, int> watchedSeconds = [];
    private readonly StreakCount count = new();
    private readonly IReadOnlyList<StreakRule> rules;

    private Streak(IEnumerable<Instant> classesHeld, LocalDate today, IReadOnlyList<StreakRule> rules)
    {
        this.rules = rules;
        this.classesHeld = [.. classesHeld.Distinct().Order()];
        Today = today;
    }

    /// <summary>The present day in the member's zone.</summary>
    public LocalDate Today { get; }

    /// <summary>Kept days in a row, today included when it is kept.</summary>
    public int Current => count.Current;

    /// <summary>The most kept days in a row so far.</summary>
    public int Longest => count.Longest;

    /// <summary>Freezes in hand.</summary>
    public int Freezes => count.Freezes;

    /// <summary>All kept days.</summary>
    public IReadOnlyCollection<LocalDate> KeptDays => kept.Keys;

    /// <summary>Missed days on which a freeze, or another rule, protected the streak.</summary>
    public IReadOnlySet<LocalDate> FrozenDays => count.ProtectedDays;

    /// <summary>Days on which a streak ended, or would have.</summary>
    public IReadOnlySet<LocalDate> MissedDays => count.MissedDays;

    /// <summary>The newest kept day.</summary>
    public LocalDate? LastKeptDay { get; private set; }

    /// <summary>True when today is kept.</summary>
    public bool KeptToday => kept.ContainsKey(Today);

    /// <summary>When time alone may change the streak: the next end of a day. Null when there is nothing to
    /// lose.</summary>
    public Instant? MayChangeAt { get; private set; }

    /// <summary>Folds a streak.</summary>
    /// <param name="attendances">The member's records, in any order, repeated or not.</param>
    /// <param name="classesHeld">When the classes started that were held.</param>
    /// <param name="zone">The member's present zone.</param>
    /// <param name="now">The present.</param>
    /// <param name="rules">What it is folded by; <see cref="StreakRule.All"/> when not given.</param>
    public static Streak Fold(
        IEnumerable<Attendance> attendances,
        IEnumerable<Instant> classesHeld,
        DateTimeZone zone,
        Instant now,
        IReadOnlyList<StreakRule>? rules = null
    )
    {
        var streak = new Streak(classesHeld, now.DayIn(zone), rules ?? StreakRule.All);
        foreach (var attendance in Attendance.Latest(attendances))
            streak.Count(attendance);

        Stop? last = null;
        foreach (var (day, keepers) in streak.kept)
        {
            keepers.Sort(Attendance.ByTime);
            if (last is { } from)
                streak.PassDaysBetween(from, new Stop(keepers[0].ClassStartedAt, keepers[0].Zone, day));
            streak.Keep(day);
            last = new Stop(keepers[^1].ClassStartedAt, keepers[^1].Zone, day);
        }

        if (last is { } newest)
        {
            streak.LastKeptDay = newest.Day;
            streak.PassDaysBetween(newest, new Stop(now, zone, streak.Today));
            if (streak.Current > 0)
                streak.MayChangeAt = Instant.Min(EndOfDay(now, newest.Zone), EndOfDay(now, zone));
        }

        return streak;
    }

    /// <summary>What a day is.</summary>
    public DayState StateOf(LocalDate day) =>
        kept.ContainsKey(day) ? DayState.Kept
        : FrozenDays.Contains(day) ? DayState.Frozen
        : MissedDays.Contains(day) ? DayState.Missed
        : day == Today ? DayState.Today
        : day > Today ? DayState.Future
        : DayState.Rest;

    /// <summary>The attendances that kept a day, earliest class first.</summary>
    public IReadOnlyList<Attendance> KeepersOf(LocalDate day) => kept.TryGetValue(day, out var keepers) ? keepers : [];

    /// <summary>Whole minutes watched on a day.</summary>
    public int MinutesOn(LocalDate day) => watchedSeconds.GetValueOrDefault(day) / 60;

    /// <summary>Whole minutes watched in a week.</summary>
    public int MinutesIn(IsoWeek week) => week.Days().Sum(day => watchedSeconds.GetValueOrDefault(day)) / 60;

    private static Instant EndOfDay(Instant now, DateTimeZone zone) =>
        zone.AtStartOfDay(now.DayIn(zone).PlusDays(1)).ToInstant();

    private void Count(Attendance attendance)
    {
        watchedSeconds[attendance.Day] = watchedSeconds.GetValueOrDefault(attendance.Day) + attendance.WatchedSeconds;
        if (!attendance.KeepsDay)
            return;

        if (!kept.TryGetValue(attendance.Day, out var keepers))
            kept[attendance.Day] = keepers = [];
        keepers.Add(attendance);
    }

    private void Keep(LocalDate day)
    {
        count.Current++;
        count.Longest = Math.Max(count.Longest, count.Current);
        foreach (var rule in rules)
            rule.OnKept(count, day);
    }

    private void PassDaysBetween(Stop from, Stop to)
    {
        var misses = ClassDaysBetween(from, to, to.Zone);
        if (misses.Count > 0 && !from.Zone.Equals(to.Zone))
        {
            var asIfStayed = ClassDaysBetween(from, to, from.Zone);
            if (asIfStayed.Count < misses.Count)
                misses = asIfStayed;
        }

        foreach (var day in misses)
            Miss(day);
    }

    private void Miss(LocalDate day)
    {
        if (rules.Any(rule => rule.Protects(count, day)))
        {
            count.ProtectedDays.Add(day);
        }
        else
        {
            count.MissedDays.Add(day);
            count.Current = 0;
        }
    }

    /// <summary>Days strictly between two moments on which a class was held, as one zone sees the classes and both
    /// moments.</summary>
    private SortedSet<LocalDate> ClassDaysBetween(Stop from, Stop to, DateTimeZone zone)
    {
        var after = LocalDate.Max(from.Day, from.At.DayIn(zone));
        var before = LocalDate.Min(to.Day, to.At.DayIn(zone));
        var days = new SortedSet<LocalDate>();
        if (Period.DaysBetween(after, before) < 2)
            return days;

        var index = Array.BinarySearch(classesHeld, from.At);
        for (index = index < 0 ? ~index : index; index < classesHeld.Length && classesHeld[index] < to.At; index++)
        {
            var day = classesHeld[index].DayIn(zone);
            if (day > after && day < before)
                days.Add(day);
        }

        return days;
    }

    /// <summary>A moment, and the day it counts for.</summary>
    private readonly record struct Stop(Instant At, DateTimeZone Zone, LocalDate Day);
}
