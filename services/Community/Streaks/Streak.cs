using NodaTime;

namespace UpperBack.Community.Streaks;

/// <summary>A member's streak, folded from facts alone: the same facts give the same streak, in whatever order they
/// came and however often.
/// <list type="bullet">
/// <item>A day is kept by an attendance that was long enough, on the day of its class in the member's zone of that
/// time.</item>
/// <item>A day with a class that was not kept is a miss, once it is over. A day without a class is a rest day.</item>
/// <item>Every seventh kept day of a streak earns a freeze, two in hand at most; a miss uses one, or else ends the
/// streak.</item>
/// <item>Where the zone changed between two kept days, the days between are counted as if the member had stayed in the
/// old zone, and as if they had been in the new one all along; the kinder count is the one that holds.</item>
/// </list></summary>
internal sealed class Streak
{
    /// <summary>Kept days in a row that earn a freeze.</summary>
    public const int DaysPerFreeze = 7;

    /// <summary>Freezes one can hold.</summary>
    public const int MaxFreezes = 2;

    private readonly Instant[] classesHeld;
    private readonly SortedDictionary<LocalDate, List<Attendance>> kept = [];
    private readonly Dictionary<LocalDate, int> watchedSeconds = [];
    private readonly HashSet<LocalDate> frozen = [];
    private readonly HashSet<LocalDate> missed = [];

    private Streak(IEnumerable<Instant> classesHeld, LocalDate today)
    {
        this.classesHeld = [.. classesHeld.Distinct().Order()];
        Today = today;
    }

    /// <summary>The present day in the member's zone.</summary>
    public LocalDate Today { get; }

    /// <summary>Kept days in a row, today included when it is kept.</summary>
    public int Current { get; private set; }

    /// <summary>The most kept days in a row so far.</summary>
    public int Longest { get; private set; }

    /// <summary>Freezes in hand.</summary>
    public int Freezes { get; private set; }

    /// <summary>All kept days.</summary>
    public IReadOnlyCollection<LocalDate> KeptDays => kept.Keys;

    /// <summary>Days on which a freeze was used.</summary>
    public IReadOnlySet<LocalDate> FrozenDays => frozen;

    /// <summary>Days on which a streak ended, or would have.</summary>
    public IReadOnlySet<LocalDate> MissedDays => missed;

    /// <summary>The newest kept day.</summary>
    public LocalDate? LastKeptDay { get; private set; }

    /// <summary>True when today is kept.</summary>
    public bool KeptToday => kept.ContainsKey(Today);

    /// <summary>When time alone may change the streak: the next end of a day. Null when there is nothing to
    /// lose.</summary>
    public Instant? MayChangeAt { get; private set; }

    /// <summary>Folds a streak.</summary>
    /// <param name="attendances">The member's records, in any order, repeated or not.</param>
    /// <param name="classesHeld">When classes started that were held, whoever came.</param>
    /// <param name="zone">The member's present zone.</param>
    /// <param name="now">The present.</param>
    public static Streak Fold(
        IEnumerable<Attendance> attendances,
        IEnumerable<Instant> classesHeld,
        DateTimeZone zone,
        Instant now
    )
    {
        var streak = new Streak(classesHeld, now.InZone(zone).Date);
        foreach (var attendance in Attendance.Latest(attendances))
            streak.Count(attendance);

        Stop? last = null;
        foreach (var (day, keepers) in streak.kept)
        {
            keepers.Sort(Attendance.ByTime);
            if (last is { } from)
                streak.PassDaysBetween(from, new Stop(keepers[0].ClassStartedAt, keepers[0].Zone, day));
            streak.Keep();
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
        : frozen.Contains(day) ? DayState.Frozen
        : missed.Contains(day) ? DayState.Missed
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
        zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant();

    private void Count(Attendance attendance)
    {
        watchedSeconds[attendance.Day] = watchedSeconds.GetValueOrDefault(attendance.Day) + attendance.WatchedSeconds;
        if (!attendance.KeepsDay)
            return;

        if (!kept.TryGetValue(attendance.Day, out var keepers))
            kept[attendance.Day] = keepers = [];
        keepers.Add(attendance);
    }

    private void Keep()
    {
        Current++;
        Longest = Math.Max(Longest, Current);
        if (Current % DaysPerFreeze == 0 && Freezes < MaxFreezes)
            Freezes++;
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
        if (Freezes > 0)
        {
            Freezes--;
            frozen.Add(day);
        }
        else
        {
            missed.Add(day);
            Current = 0;
        }
    }

    /// <summary>Days strictly between two moments on which a class was held, as one zone sees the classes and both
    /// moments.</summary>
    private SortedSet<LocalDate> ClassDaysBetween(Stop from, Stop to, DateTimeZone zone)
    {
        var after = LocalDate.Max(from.Day, from.At.InZone(zone).Date);
        var before = LocalDate.Min(to.Day, to.At.InZone(zone).Date);
        var days = new SortedSet<LocalDate>();
        if (Period.DaysBetween(after, before) < 2)
            return days;

        var index = Array.BinarySearch(classesHeld, from.At);
        for (index = index < 0 ? ~index : index; index < classesHeld.Length && classesHeld[index] < to.At; index++)
        {
            var day = classesHeld[index].InZone(zone).Date;
            if (day > after && day < before)
                days.Add(day);
        }

        return days;
    }

    /// <summary>A moment, and the day it counts for.</summary>
    private readonly record struct Stop(Instant At, DateTimeZone Zone, LocalDate Day);
}
