namespace UpperBack.Scheduling;

internal static partial class SchedulingLog
{
    [LoggerMessage(1, LogLevel.Information, "Series {SeriesId}: {Count} sessions planned")]
    public static partial void SessionsPlanned(this ILogger log, SeriesId seriesId, int count);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Series {SeriesId} follows the programme {Programme}, which is not in the library any more: no further "
            + "sessions are planned"
    )]
    public static partial void ProgrammeRemoved(this ILogger log, SeriesId seriesId, string programme);

    [LoggerMessage(3, LogLevel.Error, "Sessions could not be planned; trying again")]
    public static partial void PlanningFailed(this ILogger log, Exception ex);
}
