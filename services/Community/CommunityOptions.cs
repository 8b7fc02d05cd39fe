using System.Globalization;

namespace UpperBack.Community;

/// <summary>What keeps a day, and how often streaks are checked.</summary>
public sealed class CommunityOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Community";

    /// <summary>Minutes of one class that keep the day, however long the class was; 1 to 600. Only for attendances yet
    /// to come.</summary>
    public int KeptDayMinutes { get; set; } = 10;

    /// <summary>Share of one class that keeps the day, above 0 to 1. Only for attendances yet to come.</summary>
    public double KeptDayShare { get; set; } = 0.5;

    /// <summary>Seconds between two checks for streaks that ended with the member's day; 1 to 3600.</summary>
    public int CheckSeconds { get; set; } = 60;

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (KeptDayMinutes is < 1 or > 600)
            yield return $"{Section}:{nameof(KeptDayMinutes)} is {KeptDayMinutes}, but must be from 1 to 600.";
        if (!(KeptDayShare > 0 && KeptDayShare <= 1))
            yield return $"{Section}:{nameof(KeptDayShare)} is {KeptDayShare.ToString(CultureInfo.InvariantCulture)}, "
                + "but must be above 0 and at most 1.";
        if (CheckSeconds is < 1 or > 3600)
            yield return $"{Section}:{nameof(CheckSeconds)} is {CheckSeconds}, but must be from 1 to 3600.";
    }
}
