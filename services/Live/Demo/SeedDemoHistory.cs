using System.Text.Json;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Demo;

/// <summary>Gives the demo's members a history: past classes are held, and each member attended as often as their
/// diligence says. The same members and classes always give the same history, and running it twice changes
/// nothing.</summary>
internal static class SeedDemoHistory
{
    /// <returns>How many past classes there are; all of them have been held after this.</returns>
    public static async Task<int> RunAsync(
        LiveDatabase database,
        TimeProvider clock,
        MemberId instructor,
        IReadOnlyList<DemoMember> members,
        CancellationToken ct
    )
    {
        var classes = await database.QueryAsync<PastClass>(
            """
            select sessions.session_id as SessionId, sessions.series_id as SeriesId,
                   sessions.starts_at as StartsAt, sessions.ends_at as EndsAt,
                   rooms.session_id is not null as IsHeld
            from sessions left join rooms on rooms.session_id = sessions.session_id
            where sessions.instructor_id = @instructor and sessions.ends_at < @now and not sessions.cancelled
            order by sessions.starts_at
            """,
            new { instructor, now = clock.Now() },
            ct
        );
        foreach (var past in classes.Where(past => !past.IsHeld))
            await HoldAsync(database, past, clock.Now(), members, ct);
        return classes.Count;
    }

    private static async Task HoldAsync(
        LiveDatabase database,
        PastClass past,
        Instant now,
        IReadOnlyList<DemoMember> members,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            """
            insert into rooms
                (session_id, epoch, opened_at, class_started_at, class_ended_at, closed_at, attendance_recorded_at)
            values
                (@SessionId, 'history', @StartsAt, @StartsAt, @EndsAt, @EndsAt, @EndsAt)
            """,
            new
            {
                past.SessionId,
                past.StartsAt,
                past.EndsAt,
            },
            ct
        );
        work.Publish(
            new ClassEnded(
                past.SessionId,
                past.SeriesId,
                past.StartsAt.ToDateTimeOffset(),
                past.EndsAt.ToDateTimeOffset()
            )
        );

        var length = (int)(past.EndsAt - past.StartsAt).TotalSeconds;
        foreach (var member in members.Where(member => WasThere(member, past, now)))
        {
            var joinedMs = past.StartsAt.ToUnixTimeMilliseconds();
            var watched = (int)(length * (0.7 + (0.3 * Chance(member.Id, past.SessionId, "length"))));
            await work.ExecuteAsync(
                """
                insert into participants
                    (session_id, member_id, display_name, role, first_joined_ms, watched, watched_seconds)
                values
                    (@SessionId, @Id, @DisplayName, @Participant, @joinedMs, @intervals, @watched)
                """,
                new
                {
                    past.SessionId,
                    member.Id,
                    member.DisplayName,
                    RoomRoles.Participant,
                    joinedMs,
                    intervals = JsonSerializer.Serialize(
                        new[] { new WatchedInterval(joinedMs, joinedMs + (watched * 1000L)) },
                        LiveJson.Options
                    ),
                    watched,
                },
                ct
            );
            await AttendanceRows.RecordAsync(work, past.SessionId, member.Id, past.StartsAt, length, ct);
        }

        await work.CommitAsync(ct);
    }

    /// <summary>Today is left out: the live class keeps it.</summary>
    private static bool WasThere(DemoMember member, PastClass past, Instant now)
    {
        var zone = Zones.Get(member.TimeZone);
        return past.StartsAt.InZone(zone).Date != now.InZone(zone).Date
            && Chance(member.Id, past.SessionId, "there") < member.Diligence;
    }

    /// <summary>A number from 0 to 1 that depends on nothing but its arguments.</summary>
    private static double Chance(MemberId member, SessionId session, string of)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes($"{member}{session}{of}")
        );
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
    }

    private sealed class PastClass
    {
        public SessionId SessionId { get; init; }

        public SeriesId? SeriesId { get; init; }

        public Instant StartsAt { get; init; }

        public Instant EndsAt { get; init; }

        public bool IsHeld { get; init; }
    }
}
