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
        int coachedSeats
    ) =>
        validation
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

    /// <summary>Whole minutes that a run sheet fits in.</summary>
    public static int MinutesFor(RunSheet runSheet) => (runSheet.DurationSeconds + 59) / 60;
}
