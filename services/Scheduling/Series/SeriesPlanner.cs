using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Library;
using UpperBack.Scheduling.Programmes;
using UpperBack.Scheduling.Sessions;

namespace UpperBack.Scheduling.Series;

/// <summary>Plans the sessions of series, up to the horizon. It can run again, or be killed half-way, without harm,
/// because a series' day has at most one session and its sessions are committed
/// together.</summary>
internal sealed class SeriesPlanner(
    SchedulingDatabase database,
    ContentLibrary library,
    IOptions<SchedulingOptions> options,
    TimeProvider clock,
    ILogger<SeriesPlanner> log
)
{
    /// <summary>Plans every series whose sessions do not reach the horizon yet.</summary>
    public async Task PlanAllAsync(CancellationToken ct)
    {
        var due = await database.QueryAsync<SeriesRow>(
            $"""
            select {SeriesRow.Columns} from {SeriesRow.From} where series.cancelled_at is null order by series.series_id
            """,
            null,
            ct
        );
        foreach (
            var series in due.Where(series =>
                series.PlannedUntil is null || series.PlannedUntil < HorizonOf(series, clock.Now())
            )
        )
        {
            await using var work = await database.BeginAsync(ct);

            // Written first: this locks the row against others who plan or cancel the series at the same time.
            await work.ExecuteAsync(
                "update series set planned_until = planned_until where series_id = @SeriesId",
                new { series.SeriesId },
                ct
            );
            var present = await work.QueryFirstOrDefaultAsync<SeriesRow>(
                $"""
                select {SeriesRow.Columns} from {SeriesRow.From}
                    where series.series_id = @SeriesId and series.cancelled_at is null
                """,
                new { series.SeriesId },
                ct
            );
            if (present is null)
                continue;

            await PlanAsync(work, present, ct);
            await work.CommitAsync(ct);
        }
    }

    /// <summary>Plans one series from where it was planned until to the horizon.</summary>
    public async Task PlanAsync(UnitOfWork work, SeriesRow series, CancellationToken ct)
    {
        if (library.FindProgramme(series.Programme) is not { } programme)
        {
            log.ProgrammeRemoved(series.SeriesId, series.Programme);
            return;
        }

        var horizon = HorizonOf(series, work.Now);
        var coachIds = StoredJson.Read<IReadOnlyList<MemberId>>(series.CoachIds);
        var planned = 0;
        foreach (
            var occurrence in series
                .ToRecurrence()
                .Between(series.PlannedUntil?.PlusDays(1) ?? series.StartDate, horizon)
        )
        {
            var week = programme.WeekAfter(Period.DaysBetween(series.StartDate, occurrence.Day) / 7);
            var plan = new SessionPlan
            {
                SessionId = SessionId.New(),
                SeriesId = series.SeriesId,
                LocalDate = occurrence.Day,
                Title = series.Title,
                Programme = programme.Slug,
                Week = week.Number,
                StartsAt = occurrence.StartsAt,
                EndsAt = occurrence.StartsAt + Duration.FromMinutes(series.DurationMinutes),
                TimeZone = series.TimeZone,
                CoachedSeats = series.CoachedSeats,
                InstructorId = series.InstructorId,
                CoachIds = coachIds,
                Mirror = series.Mirror,
                RunSheet = library.RunSheetOf(programme, week),
                Blocks = Block.AllOf(week),
            };
            planned += await plan.InsertAsync(work, ct) ? 1 : 0;
        }

        await work.ExecuteAsync(
            "update series set planned_until = @horizon where series_id = @SeriesId",
            new { horizon, series.SeriesId },
            ct
        );
        if (planned > 0)
            work.AfterCommit(() => log.SessionsPlanned(series.SeriesId, planned));
    }

    private LocalDate HorizonOf(SeriesRow series, Instant now) =>
        now.DayIn(Zones.Get(series.TimeZone)).PlusDays(options.Value.HorizonDays);
}
