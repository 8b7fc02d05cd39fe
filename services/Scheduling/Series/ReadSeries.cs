using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Series;

internal static class ReadSeries
{
    public static readonly Problem Unknown = Problem.Of(
        ErrorCodes.NotFound,
        "We do not have this series of classes. See the timetable for what is on."
    );

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/series/{seriesId}", HandleAsync)
            .WithSummary("One series")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SeriesView>, ProblemHttpResult>> HandleAsync(
        SeriesId seriesId,
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        return await FindAsync(seriesId, database, clock.Now(), ct) is { } series
            ? TypedResults.Ok(series)
            : Unknown.ToHttp();
    }

    /// <summary>The series; null when there is none.</summary>
    public static async Task<SeriesView?> FindAsync(
        SeriesId seriesId,
        IQueries queries,
        Instant now,
        CancellationToken ct
    )
    {
        var row = await queries.QueryFirstOrDefaultAsync<SeriesRow>(
            $"select {SeriesRow.Columns} from {SeriesRow.From} where series.series_id = @seriesId",
            new { seriesId },
            ct
        );
        return row is null ? null : (await SeriesRow.ToViewsAsync(queries, [row], now, ct))[0];
    }
}
