using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace UpperBack.Community.Streaks;

/// <summary>A week as ISO 8601 counts them: Monday to Sunday.</summary>
/// <param name="Year">The week-year, which may differ from the year of its first or last days.</param>
/// <param name="Number">1 to 53.</param>
internal readonly record struct IsoWeek(int Year, int Number)
{
    /// <summary>The week of a day.</summary>
    public static IsoWeek Of(LocalDate day) =>
        new(WeekYearRules.Iso.GetWeekYear(day), WeekYearRules.Iso.GetWeekOfWeekYear(day));

    /// <summary>Its seven days.</summary>
    public IEnumerable<LocalDate> Days()
    {
        var monday = LocalDate.FromWeekYearWeekAndDay(Year, Number, IsoDayOfWeek.Monday);
        return Enumerable.Range(0, 7).Select(monday.PlusDays);
    }

    /// <summary><c>2026-W48</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
