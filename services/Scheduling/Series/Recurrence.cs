using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.Text;

namespace UpperBack.Scheduling.Series;

/// <summary>When the classes of a series are: a rule over days, a local time and a zone. The rule is followed on plain
/// dates and only then does a date become an instant, so no change of the clocks can shift it: a local time that
/// is skipped moves forward by the gap, one that comes twice is the earlier.</summary>
internal sealed class Recurrence
{
    /// <summary>Steps without a match after which the rule is taken to have no further day: more than four years of
    /// days.</summary>
    private const int MaxUnmatchedSteps = 1500;

    /// <summary>A rule that ends later ends here: beyond, the calendar itself ends, and date arithmetic on its last
    /// days fails.</summary>
    private static readonly LocalDate Farthest = new(9000, 1, 1);

    private static readonly LocalDatePattern RuleDate = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern RuleDateTime = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmss"
    );

    private readonly Ical.Net.DataTypes.RecurrenceRule days;
    private readonly LocalDate start;
    private readonly LocalTime time;
    private readonly DateTimeZone zone;

    private Recurrence(RecurrenceRule rule, LocalDate? until, LocalDate start, LocalTime time, DateTimeZone zone)
    {
        days = new Ical.Net.DataTypes.RecurrenceRule(rule.ToText(until is { } date ? RuleDate.Format(date) : null));
        IsFinite = rule.Count is not null || until is not null;
        (this.start, this.time, this.zone) = (start, time, zone);
    }

    /// <summary>True when the rule ends by itself.</summary>
    public bool IsFinite { get; }

    /// <summary>Reads a rule for a series.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="start">First day that may have a class; it has one only if the rule says so.</param>
    /// <param name="time">Local time of every class.</param>
    /// <param name="zone">Where that time is local.</param>
    /// <returns>The recurrence, or the problem with the rule and what to do.</returns>
    public static (Recurrence? Recurrence, string? Error) Read(
        string? text,
        LocalDate start,
        LocalTime time,
        DateTimeZone zone
    )
    {
        var (rule, error) = RecurrenceRule.Read(text);
        if (rule is null)
            return (null, error);

        LocalDate? until = null;
        if (rule.Until is { } untilText)
        {
            until = LastDay(untilText, time, zone);
            if (until is null)
                return (null, $"rule has UNTIL={untilText}, which is no date: give one such as 20271231.");
            if (until < start)
                return (null, "rule ends before the series begins: move UNTIL or startDate.");
        }

        var recurrence = new Recurrence(rule, until, start, time, zone);
        return recurrence.Between(start, start.PlusYears(5)).Any()
            ? (recurrence, null)
            : (null, "There is no class within five years of the first day: choose other days or a later last day.");
    }

    /// <summary>The classes of the days from <paramref name="from"/> to <paramref name="to"/>, both included, in
    /// order.</summary>
    public IEnumerable<Occurrence> Between(LocalDate from, LocalDate to)
    {
        foreach (var day in DaysUntil(to))
        {
            if (day >= from)
                yield return new Occurrence(day, StartOf(day));
        }
    }

    /// <summary>True when no class begins after the given instant.</summary>
    public bool IsOverAfter(Instant now) =>
        IsFinite && DaysUntil(LocalDate.MaxIsoValue.PlusYears(-2)).All(day => StartOf(day) <= now);

    private IEnumerable<LocalDate> DaysUntil(LocalDate last)
    {
        var first = new CalDateTime(start.ToDateOnly());
        using var found = new RecurrencePatternEvaluator(days)
            .Evaluate(first, first, new EvaluationOptions { MaxUnmatchedIncrementsLimit = MaxUnmatchedSteps })
            .GetEnumerator();
        while (MoveNext(found))
        {
            var day = LocalDate.FromDateOnly(found.Current.StartTime.Date);
            if (day > last)
                yield break;
            if (day >= start)
                yield return day;
        }
    }

    // The evaluator throws where it finds no further match, or comes to the end of the calendar: both are the end of
    // the series.
    private static bool MoveNext(IEnumerator<Ical.Net.DataTypes.Period> found)
    {
        try
        {
            return found.MoveNext();
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    private Instant StartOf(LocalDate day) => StartOf(day, time, zone);

    private static Instant StartOf(LocalDate day, LocalTime time, DateTimeZone zone) =>
        day.At(time).InZoneLeniently(zone).ToInstant();

    /// <summary>The last day whose class is not after UNTIL; null when that is no date.</summary>
    private static LocalDate? LastDay(string until, LocalTime time, DateTimeZone zone)
    {
        if (!until.Contains('T'))
            return RuleDate.Parse(until).TryGetValue(LocalDate.MinIsoValue, out var date)
                ? LocalDate.Min(date, Farthest)
                : null;
        if (!RuleDateTime.Parse(until.TrimEnd('Z')).TryGetValue(default, out var moment))
            return null;
        if (moment.Date >= Farthest)
            return Farthest;
        if (!until.EndsWith('Z'))
            return moment.TimeOfDay >= time ? moment.Date : moment.Date.PlusDays(-1);

        var instant = moment.InUtc().ToInstant();
        var day = instant.DayIn(zone);
        return StartOf(day, time, zone) <= instant ? day : day.PlusDays(-1);
    }
}

/// <summary>One class of a series.</summary>
/// <param name="Day">Its day in the series' zone, as the rule gives it.</param>
/// <param name="StartsAt">When it begins.</param>
internal readonly record struct Occurrence(LocalDate Day, Instant StartsAt);
