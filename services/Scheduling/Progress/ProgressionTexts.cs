using System.Globalization;
using NodaTime;

namespace UpperBack.Scheduling.Progress;

/// <summary>Why a level is what it is; each goes on after "because".</summary>
internal static class ProgressionTexts
{
    public const string FlareToday = "your back hurts today";
    public const string FlareInTheWeek = "your back hurt within the last 7 days";
    public const string Pause = "you paused for 14 days";
    public const string TooHard = "it took an effort of 9 or more twice in a row";
    public const string Tomorrow = "what you did today counts from tomorrow on";
    public const string Highest = "this is the highest level";

    public static string Start(int level) => string.Create(CultureInfo.InvariantCulture, $"you begin at level {level}");

    public static string Flare(LocalDate day) => $"your back hurt on {Date(day)}";

    public static string EasierChosen(LocalDate day) => $"you chose an easier level on {Date(day)}";

    public static string TooFewDays(int met) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"your targets were met on {met} of the last {Progression.Window} days, and the next level wants "
                + $"{Progression.MinMetDays}"
        );

    public static string TooSoon(LocalDate earliest) =>
        $"a level lasts a week at least: the next may come on {Date(earliest)}";

    public static string Effort(double mean) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"it was hard: an effort of {mean:0.#} of 10, and the next level wants {Progression.MaxMeanEffort} at most"
        );

    public static IReadOnlyList<string> Advance(PastWeek week, int threshold)
    {
        var reasons = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"your targets were met on {week.MetDays} of the last {Progression.Window} days"
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"your pain stayed within the {threshold} of 10 you are okay with"
            ),
        };
        if (week.MeanEffort is { } effort)
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the effort was {effort:0.#} of 10"));
        return reasons;
    }

    /// <summary>One sentence: "Locust: 3 × 25 s, because …".</summary>
    public static string Sentence(string name, string dosage, IReadOnlyList<string> because)
    {
        var today = dosage.TrimEnd('.');
        today = char.ToLowerInvariant(today[0]) + today[1..];
        return because.Count == 0 ? $"{name}: {today}." : $"{name}: {today}, because {string.Join(" and ", because)}.";
    }

    private static string Date(LocalDate day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);
}
