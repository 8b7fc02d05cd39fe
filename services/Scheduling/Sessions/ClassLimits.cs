using UpperBack.Contracts;
using UpperBack.Kernel.Problems;

namespace UpperBack.Scheduling.Sessions;

/// <summary>What holds for every class, of a series or single.</summary>
internal static class ClassLimits
{
    public const string NoSuchProgramme = "We do not have this programme: choose one from the library.";

    private const int MostTitle = 120;
    private const int LeastMinutes = 5;
    private const int MostMinutes = 180;
    private const int MostSeats = 500;

    public static void Check(Validation validation, string title, string timeZone, int? durationMinutes, int coachedSeats) => validation
        .Words(title, MostTitle, "The title")
        .Zone(timeZone)
        .Between(durationMinutes ?? LeastMinutes, LeastMinutes, MostMinutes, "The length in minutes", nameof(durationMinutes))
        .Between(coachedSeats, 0, MostSeats, "The number of feedback spots");

    /// <summary>Whole minutes that a run sheet fits in.</summary>
    public static int MinutesFor(RunSheet runSheet) => (runSheet.DurationSeconds + 59) / 60;
}
