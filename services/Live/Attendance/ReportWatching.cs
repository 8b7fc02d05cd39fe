using System.Runtime.CompilerServices;
using System.Security.Claims;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Attendance;

/// <summary>A participant's client reports what it showed: clamped to what can be true, added to what was reported
/// before, stored together with those of the class that come at the same time. A report that arrives after the class
/// ended amends the attendance that was recorded.</summary>
internal sealed class ReportWatching(LiveDatabase database, RoomAccess access, TimeProvider clock)
{
    private const int MaxTogether = 500;
    private const long MaxReportMs = 120_000;
    private const int MaxIntervals = 500;

    // A class reports some hundred times a second, and nobody waits for the answer.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    // Each class has its own: none waits for another's.
    private readonly ConditionalWeakTable<Room, GatheredCalls<Reported, int>> reports = [];

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

        var reported = new Reported(caller.MemberId(), report.FromMs, report.ToMs);
        return new WatchAck(await reports.GetValue(room, Gather).AskAsync(reported, ct));
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

    private GatheredCalls<Reported, int> Gather(Room room)
    {
        var sessionId = room.SessionId;
        return new(all => AddAsync(sessionId, all), MaxTogether, Linger, clock);
    }

    private async Task<IReadOnlyList<int>> AddAsync(SessionId sessionId, IReadOnlyList<Reported> all)
    {
        // One node at a time adds to a session's intervals.
        var seconds = await database.InBatchAsync(
            $"watched/{sessionId}",
            (work, ct) => AddAsync(work, sessionId, all, ct),
            CancellationToken.None
        );
        return [.. all.Select(one => seconds.GetValueOrDefault(one.MemberId))];
    }

    private async Task<Dictionary<MemberId, int>> AddAsync(
        UnitOfWork work,
        SessionId sessionId,
        IReadOnlyList<Reported> reported,
        CancellationToken ct
    )
    {
        var times = await ClassTimes.ReadAsync(work, sessionId, ct);
        if (times?.ClassStartedAt is not { } startedAt)
            return [];

        var rows = await work.QueryAsync<ParticipantRow>(
            $"""
            select member_id as MemberId, first_joined_ms as FirstJoinedMs, watched as Watched
            from participants
            where session_id = @sessionId and role = @Participant and {work.Dialect.In("member_id", "ids")}
            """,
            new
            {
                sessionId,
                RoomRoles.Participant,
                ids = work.Dialect.Ids(reported.Select(one => one.MemberId).Distinct()),
            },
            ct
        );
        var byMember = reported.ToLookup(one => one.MemberId);
        var seconds = new Dictionary<MemberId, int>();
        var changed = new List<(MemberId MemberId, IntervalSet Watched)>();
        foreach (var row in rows)
        {
            var before = WatchedRows.Read(row.Watched);
            var after = byMember[row.MemberId].Aggregate(before, (watched, one) => Add(watched, one, row, times));
            seconds[row.MemberId] = WatchRules.SecondsOf(after.LengthMs);
            if (after != before)
                changed.Add((row.MemberId, after));
        }

        await StoreAsync(work, sessionId, changed, ct);
        if (times.LedUntil is { } ledUntil)
        {
            foreach (var (member, _) in changed)
                await AttendanceRows.RecordAsync(
                    work,
                    sessionId,
                    member,
                    startedAt,
                    (int)Math.Round((ledUntil - startedAt).TotalSeconds),
                    ct
                );
        }

        return seconds;
    }

    private IntervalSet Add(IntervalSet before, Reported one, ParticipantRow row, ClassTimes times)
    {
        var clamped = WatchRules.ClampToClass(
            new TimeInterval(one.FromMs, one.ToMs),
            row.FirstJoinedMs,
            times.ClassStartedAt!.Value.ToUnixTimeMilliseconds(),
            times.LedUntil?.ToUnixTimeMilliseconds(),
            clock.NowMs()
        );
        if (clamped.LengthMs == 0)
            return before;

        var after = before.With(clamped);
        return after.Intervals.Count > MaxIntervals ? before : after;
    }

    private static async Task StoreAsync(
        UnitOfWork work,
        SessionId sessionId,
        IReadOnlyList<(MemberId MemberId, IntervalSet Watched)> changed,
        CancellationToken ct
    )
    {
        if (changed.Count == 0)
            return;

        await work.ExecuteAsync(
            """
            update participants set watched = @watched, watched_seconds = @seconds
            where session_id = @sessionId and member_id = @MemberId
            """,
            changed
                .OrderBy(one => one.MemberId.Value)
                .Select(one => new
                {
                    watched = WatchedRows.Write(one.Watched),
                    seconds = WatchRules.SecondsOf(one.Watched.LengthMs),
                    sessionId,
                    one.MemberId,
                }),
            ct
        );
    }

    private sealed record Reported(MemberId MemberId, long FromMs, long ToMs);

    private sealed class ParticipantRow
    {
        public MemberId MemberId { get; init; }

        public long FirstJoinedMs { get; init; }

        public string Watched { get; init; } = "[]";
    }
}
