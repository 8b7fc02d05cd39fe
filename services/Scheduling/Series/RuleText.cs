using NodaTime;

namespace UpperBack.Scheduling.Series;

/// <summary>A recurrence rule in words, for people: "every weekday at 06:30".</summary>
internal static class RuleText
{
    private static readonly IReadOnlyList<string> Weekdays = ["MO", "TU", "WE", "TH", "FR"];

    public static string Of(RecurrenceRule rule, LocalDate start, string localTime)
    {
        var end = rule switch
        {
            { Count: 1 } => ", once",
            { Count: { } count } => $", {count} times",
            { Until: { } until } => $", until {until[..4]}-{until[4..6]}-{until[6..8]}",
            _ => "",
        };
        return $"{DaysOf(rule, start)} at {localTime}{end}";
    }

    private static string DaysOf(RecurrenceRule rule, LocalDate start)
    {
        if (!rule.IsPlain || rule.Days.Any(day => day.Length > 2))
            return $"by the rule {rule}";

        var days = rule.Days;
        return rule.Frequency switch
        {
            "DAILY" when days.Count == 0 => Every(rule.Interval, "day"),
            "DAILY" => $"{Every(rule.Interval, "day")} that is a {Join(days, "or")}",
            "WEEKLY" when rule.Interval == 1 && days.Count == Weekdays.Count && Weekdays.All(days.Contains) =>
                "every weekday",
            "WEEKLY" when rule.Interval == 1 && days.Count == 7 => "every day",
            "WEEKLY" when days.Count == 0 => $"{Every(rule.Interval, "week")} on {start.DayOfWeek}",
            "WEEKLY" => $"{Every(rule.Interval, "week")} on {Join(days, "and")}",
            "MONTHLY" when days.Count == 0 => $"{Every(rule.Interval, "month")} on day {start.Day}",
            "YEARLY" when days.Count == 0 => $"{Every(rule.Interval, "year")} on {start:MMMM d}",
            _ => $"by the rule {rule}",
        };
    }

    private static string Every(int interval, string unit) =>
        interval switch
        {
            1 => $"every {unit}",
            2 => $"every other {unit}",
            _ => $"every {interval} {unit}s",
        };

    private static string Join(IReadOnlyList<string> days, string conjunction)
    {
        var names = days.Select(RecurrenceRule.WeekdayName).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} {conjunction} {names[^1]}";
    }
}
