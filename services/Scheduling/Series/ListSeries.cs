namespace UpperBack.Scheduling.Series;

internal static class ListSeries
{
    private const int Most = 500;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/series", HandleAsync).WithSummary("All series, the newest first");

    private static async Task<Ok<IReadOnlyList<SeriesView>>> HandleAsync(
        SchedulingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<SeriesRow>(
            $"""
            select {SeriesRow.Columns} from {SeriesRow.From} order by series.created_at desc, series.series_id
                limit {Most}
            """,
            null,
            ct
        );
        return TypedResults.Ok(await SeriesRow.ToViewsAsync(database, rows, clock.Now(), ct));
    }
}
