using System.ComponentModel.DataAnnotations;
using UpperBack.Contracts.Live;
using UpperBack.Scheduling.Exercises;

namespace UpperBack.Scheduling.Programmes;

/// <summary>One exercise of a class as its instructor edits it; the run sheet is made of blocks.</summary>
/// <param name="Exercise">Slug.</param>
/// <param name="Sets">How often, 1 to 10; once when null.</param>
/// <param name="HoldSeconds">Length of a hold, 5 to 300, each side for a sided exercise.</param>
/// <param name="Repetitions">Repetitions a set, 1 to 50.</param>
/// <param name="Rounds">Breaths, 1 to 200. When neither holdSeconds, repetitions nor rounds is given, the block takes
/// the level-1 dosage of the exercise.</param>
/// <param name="InSeconds">Seconds of breathing in, 1 to 20; with rounds.</param>
/// <param name="OutSeconds">Seconds of breathing out, 1 to 20; with rounds.</param>
/// <param name="Variation">Which form of the exercise, at most 60 characters.</param>
/// <param name="RestSeconds">Seconds between sets or sides, 0 to 120.</param>
/// <param name="ChangeSeconds">Seconds to change over to it, 0 to 120; the first block of a class needs none.</param>
/// <param name="Instruction">Replaces the exercise's own, at most 280 characters; <c>{side}</c> stands for the
/// side.</param>
/// <param name="Cues">At most 20; their times count from the block's first step of work.</param>
internal sealed record Block(
    string Exercise,
    [Range(1, DosageLimits.MaxSets)] int? Sets = null,
    [Range(DosageLimits.MinHoldSeconds, DosageLimits.MaxHoldSeconds)] int? HoldSeconds = null,
    [Range(1, DosageLimits.MaxRepetitions)] int? Repetitions = null,
    [Range(1, LiveLimits.BreathRounds)] int? Rounds = null,
    [Range(1, LiveLimits.BreathSeconds)] double? InSeconds = null,
    [Range(1, LiveLimits.BreathSeconds)] double? OutSeconds = null,
    [MaxLength(BlockCheck.MaxVariation)] string? Variation = null,
    [Range(0, BlockCheck.MaxPause)] int RestSeconds = 0,
    [Range(0, BlockCheck.MaxPause)] int ChangeSeconds = 0,
    [MaxLength(BlockCheck.MaxCueLength)] string? Instruction = null,
    [MaxLength(BlockCheck.MaxCues)] IReadOnlyList<PreparedCue>? Cues = null
)
{
    /// <summary>What the class does together.</summary>
    public Dosage ForClass() =>
        new(
            Dosage.ClassLevel,
            Sets,
            HoldSeconds,
            Repetitions,
            Rounds: Rounds,
            InSeconds: InSeconds,
            OutSeconds: OutSeconds,
            Variation: Variation
        );

    /// <summary>The blocks of a programme week.</summary>
    public static IReadOnlyList<Block> AllOf(ProgrammeWeek week) =>
        [
            .. week.Items.Select(item =>
                new Block(
                    item.Exercise,
                    RestSeconds: item.RestSeconds,
                    ChangeSeconds: week.ChangeSeconds,
                    Instruction: item.Instruction,
                    Cues: []
                ).With(item.ForClass)
            ),
        ];

    /// <summary>The block as it is kept: with an amount, taken from a dosage where it says none, and with a list of
    /// cues.</summary>
    public Block Complete(Dosage dosage)
    {
        var whole =
            HoldSeconds is null && Repetitions is null && Rounds is null && InSeconds is null && OutSeconds is null
                ? With(dosage)
                : this;
        return whole with { Cues = Cues ?? [] };
    }

    private Block With(Dosage dosage) =>
        this with
        {
            Sets = Sets ?? dosage.Sets,
            HoldSeconds = dosage.HoldSeconds,
            Repetitions = dosage.Repetitions,
            Rounds = dosage.Rounds,
            InSeconds = dosage.InSeconds,
            OutSeconds = dosage.OutSeconds,
            Variation = Variation ?? dosage.Variation,
        };
}
