using System.Security.Claims;
using System.Text.Json;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Attendance;

/// <summary>A participant's client reports what it showed: clamped to what can be true, added to what was reported
/// before, stored. A report that arrives after the class ended amends the attendance that was recorded.</summary>
internal sealed class ReportWatching(LiveDatabase database, RoomAccess access, TimeProvider clock)
{
    private const long MaxReportMs = 120_000;
    private const int MaxIntervals = 500;

    public async Task<Result<WatchAck>> RunAsync(
        ClaimsPrincipal caller,
        string connectionId,
        WatchReport report,
        CancellationToken ct
    )
    {
        var entry = access.RequireJoined(connectionId, report.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;
        if (Check(report) is { } refusal)
            return refusal;

        var room = entry.Value;
        if (room.ClassStartedAt is null)
            return Problem.Of(ErrorCodes.ClassNotLive, "The class has not started yet.");

        var member = caller.MemberId();
        var seconds = await database.InBatchAsync(
            $"watched/{room.SessionId}/{member}",
            (work, token) => AddAsync(work, room.SessionId, member, report, token),
            ct
        );
        return new WatchAck(seconds);
    }

    private static Problem? Check(WatchReport report) =>
        new Validation()
            .Wire(
                report.FromMs > 0 && report.ToMs > report.FromMs,
                "toMs",
                "toMs must come after fromMs; both are Unix milliseconds on the server's clock."
            )
            .Wire(
                report.ToMs - report.FromMs <= MaxReportMs,
                "toMs",
                "A report covers at most two minutes: report every few seconds what was watched since the last report."
            )
            .Problem;

    private async Task<int> AddAsync(
        UnitOfWork work,
        SessionId sessionId,
        MemberId member,
        WatchReport report,
        CancellationToken ct
    )
    {
        var times = await ClassTimes.ReadAsync(work, sessionId, ct);
        var row = await work.QueryFirstOrDefaultAsync<ParticipantRow>(
            """
            select first_joined_ms as FirstJoinedMs, role as Role, watched as Watched
            from participants where session_id = @SessionId and member_id = @member
            """,
            new { report.SessionId, member },
            ct
        );
        if (row is null || row.Role != RoomRoles.Participant || times?.ClassStartedAt is not { } startedAt)
            return 0;

        var before = new WatchedIntervals(
            JsonSerializer.Deserialize<List<WatchedInterval>>(row.Watched, LiveJson.Options)!
        );
        var clamped = WatchedIntervals.ClampToClass(
            new WatchedInterval(report.FromMs, report.ToMs),
            row.FirstJoinedMs,
            startedAt.ToUnixTimeMilliseconds(),
            times.LedUntil?.ToUnixTimeMilliseconds(),
            clock.NowMs()
        );
        var after = before.With(clamped.FromMs, clamped.ToMs);
        if (after == before || after.Intervals.Count > MaxIntervals)
            return before.Seconds;

        await work.ExecuteAsync(
            """
            update participants set watched = @watched, watched_seconds = @Seconds
            where session_id = @SessionId and member_id = @member
            """,
            new
            {
                watched = JsonSerializer.Serialize(after.Intervals, LiveJson.Options),
                after.Seconds,
                report.SessionId,
                member,
            },
            ct
        );
        if (times.LedUntil is { } ledUntil)
            await AttendanceRows.RecordAsync(
                work,
                sessionId,
                member,
                startedAt,
                (int)Math.Round((ledUntil - startedAt).TotalSeconds),
                ct
            );
        return after.Seconds;
    }

    private sealed class ParticipantRow
    {
        public long FirstJoinedMs { get; init; }

        public string Role { get; init; } = "";

        public string Watched { get; init; } = "[]";
    }
}
