using System.Text.Json;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Live.Nodes;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Sessions;

/// <summary>Keeps Live's own copy of what Scheduling plans; the highest revision wins. A class goes on with the run
/// sheet it began with: a change that was on its way at that moment comes too late.</summary>
internal sealed class OnSessionChanged(RoomBackplane backplane, RoomLifecycleWorker keeper) : IHandle<SessionChanged>
{
    public async Task HandleAsync(SessionChanged planned, UnitOfWork work, CancellationToken ct)
    {
        var before = await work.QueryFirstOrDefaultAsync<LeadersRow>(
            "select instructor_id as InstructorId, coach_ids as CoachIds from sessions where session_id = @SessionId",
            new { planned.SessionId },
            ct
        );
        var changed = await work.ExecuteAsync(
            """
            insert into sessions (session_id, series_id, revision, title, starts_at, ends_at, time_zone, cancelled, instructor_id, coach_ids, run_sheet)
            values (@SessionId, @SeriesId, @Revision, @Title, @StartsAt, @EndsAt, @TimeZone, @Cancelled, @InstructorId, @coachIds, @runSheet)
            on conflict (session_id) do update set
                revision = excluded.revision, title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                time_zone = excluded.time_zone, cancelled = excluded.cancelled, instructor_id = excluded.instructor_id,
                coach_ids = excluded.coach_ids,
                run_sheet = case
                    when exists (select 1 from rooms where rooms.session_id = sessions.session_id and rooms.class_started_at is not null)
                    then sessions.run_sheet else excluded.run_sheet end
            where sessions.revision < excluded.revision
            """,
            new
            {
                planned.SessionId,
                planned.SeriesId,
                planned.Revision,
                planned.Title,
                StartsAt = Instant.FromDateTimeOffset(planned.StartsAt),
                EndsAt = Instant.FromDateTimeOffset(planned.EndsAt),
                planned.TimeZone,
                planned.Cancelled,
                planned.InstructorId,
                coachIds = JsonSerializer.Serialize(planned.CoachIds, RoomRegistry.Json),
                runSheet = JsonSerializer.Serialize(planned.RunSheet, RoomRegistry.Json),
            },
            ct
        );
        if (changed == 0)
            return;

        foreach (
            var member in before
                ?.All()
                .Where(member => member != planned.InstructorId && !planned.CoachIds.Contains(member))
                ?? []
        )
            await RevokeLeadAsync(work, planned.SessionId, member, ct);
        work.AfterCommit(() =>
        {
            backplane.Publish(new PlanChanged(planned.SessionId));
            keeper.Trigger();
        });
    }

    /// <summary>Who is no leader any more does not lead on, from whichever connection.</summary>
    private static Task RevokeLeadAsync(UnitOfWork work, SessionId sessionId, MemberId member, CancellationToken ct) =>
        work.ExecuteAsync(
            "update rooms set lead = lead + 1, lead_member = null, lead_connection = null where session_id = @sessionId and lead_member = @member",
            new { sessionId, member },
            ct
        );

    private sealed class LeadersRow
    {
        public MemberId InstructorId { get; init; }

        public string CoachIds { get; init; } = "[]";

        public IEnumerable<MemberId> All() =>
            JsonSerializer.Deserialize<List<MemberId>>(CoachIds, RoomRegistry.Json)!.Append(InstructorId);
    }
}
