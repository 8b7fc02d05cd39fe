using System.Security.Claims;
using System.Text.Json;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Attendance;

/// <summary>A participant's client reports what it showed: clamped to what can be true, added to what was reported
/// before, stored together with those that come at the same time. A report that arrives after the class ended amends
/// the attendance that was recorded.</summary>
internal sealed class ReportWatching
{
    private const int MaxTogether = 500;
    private const long MaxReportMs = 120_000;
    private const int MaxIntervals = 500;

    // A class reports some hundred times a second, and nobody waits for the answer.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    private readonly LiveDatabase database;
    private readonly RoomAccess access;
    private readonly TimeProvider clock;
    private readonly GatheredCalls<Reported, int> reports;

    public ReportWatching(LiveDatabase database, RoomAccess access, TimeProvider clock)
    {
        (this.database, this.access, this.clock) = (database, access, clock);
        reports = new(AddAsync, MaxTogether, Linger);
    }

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

        return new WatchAck(
            await reports.AskAsync(new Reported(room.SessionId, caller.MemberId(), report.FromMs, report.ToMs), ct)
        );
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

    private async Task<IReadOnlyList<int>> AddAsync(IReadOnlyList<Reported> all)
    {
        var seconds = new Dictionary<(SessionId, MemberId), int>();
        foreach (var session in all.GroupBy(one => one.SessionId))
        {
            // One node at a time adds to a session's intervals.
            var added = await database.InBatchAsync(
                $"watched/{session.Key}",
                (work, ct) => AddAsync(work, session.Key, [.. session], ct),
                CancellationToken.None
            );
            foreach (var (member, total) in added)
                seconds[(session.Key, member)] = total;
        }

        return [.. all.Select(one => seconds.GetValueOrDefault((one.SessionId, one.MemberId)))];
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
        var changed = new List<(MemberId MemberId, WatchedIntervals Watched)>();
        foreach (var row in rows)
        {
            var before = new WatchedIntervals(
                JsonSerializer.Deserialize<List<WatchedInterval>>(row.Watched, LiveJson.Options)!
            );
            var after = byMember[row.MemberId].Aggregate(before, (watched, one) => Add(watched, one, row, times));
            seconds[row.MemberId] = after.Seconds;
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

    private WatchedIntervals Add(WatchedIntervals before, Reported one, ParticipantRow row, ClassTimes times)
    {
        var clamped = WatchedIntervals.ClampToClass(
            new WatchedInterval(one.FromMs, one.ToMs),
            row.FirstJoinedMs,
            times.ClassStartedAt!.Value.ToUnixTimeMilliseconds(),
            times.LedUntil?.ToUnixTimeMilliseconds(),
            clock.NowMs()
        );
        var after = before.With(clamped.FromMs, clamped.ToMs);
        return after.Intervals.Count > MaxIntervals ? before : after;
    }

    private static async Task StoreAsync(
        UnitOfWork work,
        SessionId sessionId,
        IReadOnlyList<(MemberId MemberId, WatchedIntervals Watched)> changed,
        CancellationToken ct
    )
    {
        if (changed.Count == 0)
            return;

        await work.ExecuteAsync(
            """
            update participants set watched = @watched, watched_seconds = @Seconds
            where session_id = @sessionId and member_id = @MemberId
            """,
            changed
                .OrderBy(one => one.MemberId.Value)
                .Select(one => new
                {
                    watched = JsonSerializer.Serialize(one.Watched.Intervals, LiveJson.Options),
                    one.Watched.Seconds,
                    sessionId,
                    one.MemberId,
                }),
            ct
        );
    }

    private sealed record Reported(SessionId SessionId, MemberId MemberId, long FromMs, long ToMs);

    private sealed class ParticipantRow
    {
        public MemberId MemberId { get; init; }

        public long FirstJoinedMs { get; init; }

        public string Watched { get; init; } = "[]";
    }
}
