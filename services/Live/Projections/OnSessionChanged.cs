using System.Text.Json;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Projections;

/// <summary>Keeps Live's own copy of what Scheduling plans; the highest revision wins. A class keeps the run sheet it
/// began with: a change that arrives later is too late.</summary>
internal sealed class OnSessionChanged(RoomBackplane backplane, RoomLifecycleSignal lifecycle) : IHandle<SessionChanged>
{
    public async Task HandleAsync(SessionChanged session, UnitOfWork work, CancellationToken ct)
    {
        var mirror = session.Mirror ?? MirrorRules.Default;
        var before = await work.QueryFirstOrDefaultAsync<LeadersRow>(
            "select instructor_id as InstructorId, coach_ids as CoachIds from sessions where session_id = @SessionId",
            new { session.SessionId },
            ct
        );
        var changed = await work.ExecuteAsync(
            """
            insert into sessions
                (session_id, series_id, revision, title, starts_at, ends_at, time_zone, cancelled, instructor_id,
                 coach_ids, run_sheet, mirror_allowed, mirror_minimum_age)
            values
                (@SessionId, @SeriesId, @Revision, @Title, @StartsAt, @EndsAt, @TimeZone, @Cancelled, @InstructorId,
                 @coachIds, @runSheet, @Allowed, @MinimumAge)
            on conflict (session_id) do update set
                revision = excluded.revision, title = excluded.title, starts_at = excluded.starts_at,
                ends_at = excluded.ends_at, time_zone = excluded.time_zone, cancelled = excluded.cancelled,
                instructor_id = excluded.instructor_id, coach_ids = excluded.coach_ids,
                mirror_allowed = case when @saysMirror then excluded.mirror_allowed else sessions.mirror_allowed end,
                mirror_minimum_age = case
                    when @saysMirror then excluded.mirror_minimum_age else sessions.mirror_minimum_age end,
                run_sheet = case
                    when exists (
                        select 1 from rooms
                        where rooms.session_id = sessions.session_id and rooms.class_started_at is not null)
                    then sessions.run_sheet else excluded.run_sheet end
            where sessions.revision < excluded.revision
            """,
            new
            {
                session.SessionId,
                session.SeriesId,
                session.Revision,
                session.Title,
                StartsAt = Instant.FromDateTimeOffset(session.StartsAt),
                EndsAt = Instant.FromDateTimeOffset(session.EndsAt),
                session.TimeZone,
                session.Cancelled,
                session.InstructorId,
                coachIds = JsonSerializer.Serialize(session.CoachIds, LiveJson.Options),
                runSheet = JsonSerializer.Serialize(session.RunSheet, LiveJson.Options),
                mirror.Allowed,
                mirror.MinimumAge,

                // A node of the version before this one does not know of them, and forbids and allows nothing.
                saysMirror = session.Mirror is not null,
            },
            ct
        );
        if (changed == 0)
            return;

        foreach (
            var member in before
                ?.All()
                .Where(member => member != session.InstructorId && !session.CoachIds.Contains(member))
                ?? []
        )
            await RevokeLeadershipAsync(work, session.SessionId, member, ct);
        work.AfterCommit(() =>
        {
            backplane.Publish(new PlanChanged(session.SessionId));
            lifecycle.Set();
        });
    }

    /// <summary>Who is no longer a leader no longer leads, from any connection.</summary>
    private static Task RevokeLeadershipAsync(
        UnitOfWork work,
        SessionId sessionId,
        MemberId member,
        CancellationToken ct
    ) =>
        work.ExecuteAsync(
            """
            update rooms set lead = lead + 1, lead_member = null, lead_connection = null
            where session_id = @sessionId and lead_member = @member
            """,
            new { sessionId, member },
            ct
        );

    private sealed class LeadersRow
    {
        public MemberId InstructorId { get; init; }

        public string CoachIds { get; init; } = "[]";

        public IEnumerable<MemberId> All() =>
            JsonSerializer.Deserialize<List<MemberId>>(CoachIds, LiveJson.Options)!.Append(InstructorId);
    }
}
