using UpperBack.Contracts.Events;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Sessions;

/// <summary>What holds for every class, of a series or single.</summary>
internal static class ClassLimits
{
    public const string NoSuchProgramme = "We do not have this programme: choose one from the library.";

    public const int MaxTitle = 120;
    public const int MinMinutes = 5;
    public const int MaxMinutes = 180;
    public const int MaxSeats = 500;

    public static void Check(
        Validation validation,
        string title,
        string timeZone,
        int? durationMinutes,
        int coachedSeats,
        MirrorRules? mirror
    ) =>
        CheckMirror(validation, mirror, "mirror.minimumAge")
            .Words(title, MaxTitle, "The title")
            .Zone(timeZone)
            .Between(
                durationMinutes ?? MinMinutes,
                MinMinutes,
                MaxMinutes,
                "The length in minutes",
                nameof(durationMinutes)
            )
            .Between(coachedSeats, 0, MaxSeats, "The number of feedback spots");

    /// <summary>Requires an age that can be asked for, where one is given.</summary>
    public static Validation CheckMirror(Validation validation, MirrorRules? mirror, string field) =>
        validation.That(
            mirror is null or { MinimumAge: >= 0 and <= MirrorRules.MaxMinimumAge },
            field,
            $"The age from which members may show themselves must be from 0 to {MirrorRules.MaxMinimumAge}."
        );

    /// <summary>Requires a programme of the library and one of its weeks.</summary>
    public static Validation CheckWeek(Validation validation, Programme? programme, ProgrammeWeek? week) =>
        validation
            .That(programme is not null, "programme", NoSuchProgramme)
            .That(
                programme is null || week is not null,
                "week",
                $"This programme has the weeks 1 to {programme?.Weeks.Count}: choose one of them."
            );

    /// <summary>Whole minutes that a run sheet fits in.</summary>
    public static int MinutesFor(RunSheet runSheet) => (runSheet.DurationSeconds + 59) / 60;
}
