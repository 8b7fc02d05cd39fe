using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Scheduling.Members;
using UpperBack.Scheduling.Programmes;

namespace UpperBack.Scheduling.Sessions;

/// <summary>A session as it is planned, and as it is published to the other services.</summary>
internal sealed record SessionPlan
{
    public required SessionId SessionId { get; init; }

    public SeriesId? SeriesId { get; init; }

    public required LocalDate LocalDate { get; init; }

    public required string Title { get; init; }

    public required string Programme { get; init; }

    public required int Week { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public required string TimeZone { get; init; }

    public required int CoachedSeats { get; init; }

    public required MemberId InstructorId { get; init; }

    public required IReadOnlyList<MemberId> CoachIds { get; init; }

    /// <summary>Whether members with a coached seat may show themselves to the leaders.</summary>
    public required MirrorRules Mirror { get; init; }

    public required RunSheet RunSheet { get; init; }

    /// <summary>What the run sheet is made of; null when that was not stored.</summary>
    public IReadOnlyList<Block>? Blocks { get; init; }

    /// <summary>Stores and publishes the session; a series' day that has its session already stays as it
    /// is.</summary>
    /// <returns>True when it is new.</returns>
    public async Task<bool> InsertAsync(UnitOfWork work, CancellationToken ct)
    {
        var isNew =
            await work.ExecuteAsync(
                """
                insert into sessions (
                    session_id, series_id, local_date, title, programme, week, starts_at, ends_at, time_zone,
                    coached_seats,
                    instructor_id, coach_ids, mirror_allowed, mirror_minimum_age, run_sheet, blocks, revision,
                    seats_revision, created_at)
                values (
                    @SessionId, @SeriesId, @LocalDate, @Title, @Programme, @Week, @StartsAt, @EndsAt, @TimeZone,
                    @CoachedSeats,
                    @InstructorId, @coachIds, @Allowed, @MinimumAge, @runSheet, @blocks, 1, 0, @Now)
                on conflict (series_id, local_date) do nothing
                """,
                new
                {
                    SessionId,
                    SeriesId,
                    LocalDate,
                    Title,
                    Programme,
                    Week,
                    StartsAt,
                    EndsAt,
                    TimeZone,
                    CoachedSeats,
                    InstructorId,
                    coachIds = StoredJson.Write(CoachIds),
                    Mirror.Allowed,
                    Mirror.MinimumAge,
                    runSheet = StoredJson.Write(RunSheet),
                    blocks = Blocks is null ? null : StoredJson.Write(Blocks),
                    work.Now,
                },
                ct
            ) > 0;
        if (isNew)
            Publish(work, revision: 1, cancelled: false);
        return isNew;
    }

    /// <summary>Cancels a session that has neither started nor ended, and publishes that.</summary>
    /// <returns>True when it was cancelled now.</returns>
    public static async Task<bool> CancelAsync(UnitOfWork work, SessionId sessionId, CancellationToken ct)
    {
        var row = await work.QueryFirstOrDefaultAsync<StoredPlan>(
            $"""
            update sessions set cancelled_at = @Now, revision = revision + 1
            where session_id = @sessionId and cancelled_at is null and started_at is null and ended_at is null
            returning {StoredPlan.Columns}
            """,
            new { sessionId, work.Now },
            ct
        );
        row?.ToPlan().Publish(work, row.Revision, cancelled: true);
        return row is not null;
    }

    /// <summary>Gives a session that has neither started nor ended another run sheet, and publishes that.</summary>
    /// <returns>True when it has it now.</returns>
    public static async Task<bool> ReplaceRunSheetAsync(
        UnitOfWork work,
        SessionId sessionId,
        PlanView plan,
        CancellationToken ct
    )
    {
        var row = await work.QueryFirstOrDefaultAsync<StoredPlan>(
            $"""
            update sessions set run_sheet = @runSheet, blocks = @blocks, revision = revision + 1
            where session_id = @sessionId and cancelled_at is null and started_at is null and ended_at is null
            returning {StoredPlan.Columns}
            """,
            new
            {
                sessionId,
                runSheet = StoredJson.Write(plan.RunSheet),
                blocks = StoredJson.Write(plan.Blocks),
            },
            ct
        );
        row?.ToPlan().Publish(work, row.Revision, cancelled: false);
        return row is not null;
    }

    /// <summary>Gives a session other leaders, and publishes that. The caller has locked it and checked that it is
    /// not over.</summary>
    public static async Task ReplaceLeadersAsync(
        UnitOfWork work,
        SessionId sessionId,
        ClassLeaders leaders,
        CancellationToken ct
    )
    {
        var row = await work.QueryFirstOrDefaultAsync<StoredPlan>(
            $"""
            update sessions set instructor_id = @InstructorId, coach_ids = @coachIds, revision = revision + 1
            where session_id = @sessionId
            returning {StoredPlan.Columns}
            """,
            new
            {
                sessionId,
                leaders.InstructorId,
                coachIds = StoredJson.Write(leaders.CoachIds),
            },
            ct
        );
        row!.ToPlan().Publish(work, row.Revision, cancelled: false);
    }

    /// <summary>Says whether members may show themselves in a session that is neither over nor cancelled, and publishes
    /// that.</summary>
    /// <returns>True when it says so now.</returns>
    public static async Task<bool> ReplaceMirrorAsync(
        UnitOfWork work,
        SessionId sessionId,
        MirrorRules mirror,
        CancellationToken ct
    )
    {
        var row = await work.QueryFirstOrDefaultAsync<StoredPlan>(
            $"""
            update sessions set mirror_allowed = @Allowed, mirror_minimum_age = @MinimumAge, revision = revision + 1
            where session_id = @sessionId and cancelled_at is null and ended_at is null
            returning {StoredPlan.Columns}
            """,
            new
            {
                sessionId,
                mirror.Allowed,
                mirror.MinimumAge,
            },
            ct
        );
        row?.ToPlan().Publish(work, row.Revision, cancelled: false);
        return row is not null;
    }

    private void Publish(UnitOfWork work, long revision, bool cancelled) =>
        work.Publish(
            new SessionChanged(
                SessionId,
                SeriesId,
                revision,
                Title,
                StartsAt.ToDateTimeOffset(),
                EndsAt.ToDateTimeOffset(),
                TimeZone,
                cancelled,
                InstructorId,
                CoachIds,
                RunSheet,
                work.Now.ToDateTimeOffset(),
                Mirror
            )
        );
}
