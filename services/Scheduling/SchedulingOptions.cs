namespace UpperBack.Scheduling;

/// <summary>How far ahead classes are planned.</summary>
public sealed class SchedulingOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Scheduling";

    /// <summary>Days ahead for which the sessions of a series exist and can be booked, 7 to 92.</summary>
    public int HorizonDays { get; set; } = 28;

    /// <summary>Seconds between two checks for sessions to plan, 1 to 3600.</summary>
    public int PlanEverySeconds { get; set; } = 60;

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (HorizonDays is < 7 or > 92)
            yield return $"{Section}:{nameof(HorizonDays)} is {HorizonDays}, but must be from 7 to 92.";
        if (PlanEverySeconds is < 1 or > 3600)
            yield return $"{Section}:{nameof(PlanEverySeconds)} is {PlanEverySeconds}, but must be from 1 to 3600.";
    }
}
