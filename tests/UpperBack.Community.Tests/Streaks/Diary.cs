using NodaTime;
using NodaTime.Text;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests.Streaks;

/// <summary>What happened to one member, published in days; gives the streak that it makes.</summary>
internal sealed class Diary
{
    private readonly List<Attendance> attendances = [];
    private readonly List<Instant> classes = [];
    private DateTimeZone zone = DateTimeZone.Utc;

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    /// <summary>The member lives there from now on.</summary>
    public Diary In(string zoneId)
    {
        zone = DateTimeZoneProviders.Tzdb[zoneId];
        return this;
    }

    /// <summary>A class was held on each of these days at that time of the member's zone, and the member kept none of
    /// them.</summary>
    public Diary Held(string time, params string[] days)
    {
        classes.AddRange(days.Select(day => At(day, time)));
        return this;
    }

    /// <summary>A class was held on each of these days at that time of the member's zone, and the member kept every
    /// one.</summary>
    public Diary Kept(string time, params string[] days)
    {
        Held(time, days);
        attendances.AddRange(days.Select(day => Attend(At(day, time), keeps: true, minutes: 25)));
        return this;
    }

    /// <summary>The member came, but too briefly.</summary>
    public Diary Glimpsed(string time, string day)
    {
        Held(time, day);
        attendances.Add(Attend(At(day, time), keeps: false, minutes: 3));
        return this;
    }

    /// <summary>The streak at a time of the member's zone.</summary>
    public Streak On(string day, string time = "12:00", IReadOnlyList<StreakRule>? rules = null) =>
        Streak.Fold(attendances, classes, zone, At(day, time), rules);

    private Attendance Attend(Instant at, bool keeps, int minutes) =>
        new(AttendanceId.New(), 1, SessionId.New(), at, zone, at.DayIn(zone), minutes * 60, keeps);

    private Instant At(string day, string time) =>
        (Date(day) + LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).GetValueOrThrow())
            .InZoneLeniently(zone)
            .ToInstant();
}
