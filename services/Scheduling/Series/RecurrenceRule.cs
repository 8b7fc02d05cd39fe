using System.Globalization;
using System.Text.RegularExpressions;

namespace UpperBack.Scheduling.Series;

/// <summary>An RFC 5545 recurrence rule whose every part was checked: whole days only, so the time of day comes from
/// the series.</summary>
internal sealed partial class RecurrenceRule
{
    public const int MaxCharacters = 200;
    private const int MaxInterval = 400;
    private const int MaxCount = 2000;

    private static readonly Dictionary<string, string> WeekdayNames = new()
    {
        ["MO"] = "Monday",
        ["TU"] = "Tuesday",
        ["WE"] = "Wednesday",
        ["TH"] = "Thursday",
        ["FR"] = "Friday",
        ["SA"] = "Saturday",
        ["SU"] = "Sunday",
    };

    // Upper bound of the numbers a part may list; negative ones count from the end, except for months.
    private static readonly Dictionary<string, int> NumberLists = new()
    {
        ["BYMONTH"] = 12,
        ["BYMONTHDAY"] = 31,
        ["BYWEEKNO"] = 53,
        ["BYYEARDAY"] = 366,
        ["BYSETPOS"] = 366,
    };

    private readonly Dictionary<string, string> parts;

    private RecurrenceRule(Dictionary<string, string> parts) => this.parts = parts;

    /// <summary>DAILY, WEEKLY, MONTHLY or YEARLY.</summary>
    public string Frequency => parts["FREQ"];

    public int Interval =>
        parts.TryGetValue("INTERVAL", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 1;

    public int? Count =>
        parts.TryGetValue("COUNT", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>UNTIL as it was written: a date, a local date and time, or one in UTC.</summary>
    public string? Until => parts.GetValueOrDefault("UNTIL");

    /// <summary>The days of BYDAY, such as <c>MO</c> or <c>-1FR</c>; empty when there is none.</summary>
    public IReadOnlyList<string> Days => parts.TryGetValue("BYDAY", out var text) ? text.Split(',') : [];

    /// <summary>True when nothing but FREQ, INTERVAL, COUNT, UNTIL, WKST and BYDAY says which days there are.</summary>
    public bool IsPlain => !parts.Keys.Any(NumberLists.ContainsKey);

    /// <summary>Reads a rule.</summary>
    /// <returns>The rule, or the problem with it and what to do.</returns>
    public static (RecurrenceRule? Rule, string? Error) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, "rule is missing: give an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=MO,WE,FR.");
        if (text.Length > MaxCharacters)
            return (null, $"rule is too long: at most {MaxCharacters} characters.");

        var parts = new Dictionary<string, string>();
        foreach (var part in text.Trim().ToUpperInvariant().Split(';'))
        {
            if (part.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value])
                return (null, $"rule has the part '{part}', which is not NAME=VALUE.");
            if (!parts.TryAdd(name, value))
                return (null, $"rule gives {name} twice: give it once.");
        }

        return FindError(parts) is { } error ? (null, error) : (new RecurrenceRule(parts), null);
    }

    /// <summary>The rule's text, with UNTIL replaced by a plain date.</summary>
    public string ToText(string? untilDate) =>
        string.Join(';', parts.Select(part => $"{part.Key}={(part.Key == "UNTIL" ? untilDate : part.Value)}"));

    /// <summary>The rule as it was given, in capitals.</summary>
    public override string ToString() => ToText(Until);

    internal static string WeekdayName(string day) => WeekdayNames[day];

    private static string? FindError(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("FREQ", out var frequency))
            return "rule has no FREQ: begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.";
        if (frequency is not ("DAILY" or "WEEKLY" or "MONTHLY" or "YEARLY"))
            return $"rule has FREQ={frequency}: a class can be DAILY, WEEKLY, MONTHLY or YEARLY.";
        if (parts.ContainsKey("COUNT") && parts.ContainsKey("UNTIL"))
            return "rule gives both COUNT and UNTIL: keep one of them.";
        if (
            parts.ContainsKey("BYSETPOS")
            && !parts.Keys.Any(name => name != "BYSETPOS" && name.StartsWith("BY", StringComparison.Ordinal))
        )
            return "rule gives BYSETPOS alone: it chooses among the days of another BY part, so add one.";
        if (parts.ContainsKey("BYMONTHDAY") && frequency == "WEEKLY")
            return "rule gives BYMONTHDAY with FREQ=WEEKLY: use FREQ=MONTHLY or leave it out.";
        if (parts.ContainsKey("BYWEEKNO") && frequency != "YEARLY")
            return "rule gives BYWEEKNO, which goes only with FREQ=YEARLY.";
        if (parts.ContainsKey("BYYEARDAY") && frequency != "YEARLY")
            return "rule gives BYYEARDAY, which goes only with FREQ=YEARLY.";

        return parts
            .Select(part => FindError(part.Key, part.Value, frequency, parts))
            .FirstOrDefault(error => error is not null);
    }

    private static string? FindError(string name, string value, string frequency, Dictionary<string, string> parts) =>
        name switch
        {
            "FREQ" => null,
            "INTERVAL" => IsNumber(value, 1, MaxInterval)
                ? null
                : $"rule has INTERVAL={value}: give 1 to {MaxInterval}.",
            "COUNT" => IsNumber(value, 1, MaxCount) ? null : $"rule has COUNT={value}: give 1 to {MaxCount}.",
            "UNTIL" => UntilForm().IsMatch(value)
                ? null
                : $"rule has UNTIL={value}: give a date such as 20271231, or with a time 20271231T060000Z.",
            "WKST" => WeekdayNames.ContainsKey(value)
                ? null
                : $"rule has WKST={value}: give one of {string.Join(", ", WeekdayNames.Keys)}.",
            "BYDAY" => value
                .Split(',')
                .Select(day => FindDayError(day, frequency, parts))
                .FirstOrDefault(error => error is not null),
            "BYHOUR" or "BYMINUTE" or "BYSECOND" =>
                $"rule gives {name}, but the time of day is the series' localTime: leave it out.",
            _ when NumberLists.TryGetValue(name, out var most) => value
                .Split(',')
                .All(number => IsNumber(number, 1, most) || (name != "BYMONTH" && IsNumber(number, -most, -1)))
                ? null
                : $"rule has {name}={value}: give numbers from 1 to {most}"
                    + (name == "BYMONTH" ? "." : ", or negative ones to count from the end."),
            _ => $"rule has the part {name}, which is not known: see RFC 5545, section 3.3.10.",
        };

    private static string? FindDayError(string day, string frequency, Dictionary<string, string> parts)
    {
        if (
            day.Length < 2
            || !WeekdayNames.ContainsKey(day[^2..])
            || (day.Length > 2 && !IsNumber(day[..^2], -53, 53))
            || day.StartsWith('0')
        )
            return $"rule has BYDAY={day}: give days such as MO or -1FR, joined by commas.";

        return day.Length == 2 || frequency == "MONTHLY" || (frequency == "YEARLY" && !parts.ContainsKey("BYWEEKNO"))
            ? null
            : $"rule has BYDAY={day}: a number before the day goes only with FREQ=MONTHLY or YEARLY.";
    }

    private static bool IsNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number != 0
        && number >= least
        && number <= most;

    [GeneratedRegex("^[0-9]{8}(T[0-9]{6}Z?)?$")]
    private static partial Regex UntilForm();
}
