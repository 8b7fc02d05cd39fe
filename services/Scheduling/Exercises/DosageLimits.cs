using UpperBack.Contracts.Live;

namespace UpperBack.Scheduling.Exercises;

/// <summary>What a dosage may be, in a data file and in a block that an instructor edits.</summary>
internal static class DosageLimits
{
    public const int MaxSets = 10;
    public const int MinHoldSeconds = 5;
    public const int MaxHoldSeconds = 300;
    public const int MaxRepetitions = 50;

    /// <summary>The errors: the field, empty for the dosage as a whole, and how it must be.</summary>
    public static IEnumerable<(string Field, string Error)> Find(Dosage dosage)
    {
        int[] ways =
        [
            dosage.HoldSeconds is null ? 0 : 1,
            dosage.Repetitions is null ? 0 : 1,
            dosage.Rounds is null ? 0 : 1,
            dosage.LeaveOut ? 1 : 0,
            dosage.Throughout ? 1 : 0,
        ];
        if (ways.Sum() != 1)
            yield return ("", "give exactly one of holdSeconds, repetitions, rounds, throughout, leaveOut");

        (int? Value, int Min, int Max, string Name)[] numbers =
        [
            (dosage.Sets, 1, MaxSets, "sets"),
            (dosage.HoldSeconds, MinHoldSeconds, MaxHoldSeconds, "holdSeconds"),
            (dosage.Repetitions, 1, MaxRepetitions, "repetitions"),
            (dosage.Rounds, 1, LiveLimits.BreathRounds, "rounds"),
        ];
        foreach (var (value, min, max, name) in numbers)
        {
            if (value < min || value > max)
                yield return (name, $"give {min} to {max}");
        }

        if (dosage.UpTo is not null && dosage.UpTo <= (dosage.HoldSeconds ?? dosage.Repetitions ?? int.MaxValue))
            yield return ("upTo", "it must be above the least amount");

        var paced = dosage.Rounds is not null || dosage.Throughout;
        foreach (var (value, name) in new[] { (dosage.InSeconds, "inSeconds"), (dosage.OutSeconds, "outSeconds") })
        {
            if (paced ? value is not (>= 1 and <= LiveLimits.BreathSeconds) : value is not null)
                yield return (name, $"give 1 to {LiveLimits.BreathSeconds} with a breath, and nothing without");
        }
    }
}
