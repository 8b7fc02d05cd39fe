using System.Security.Claims;
using NodaTime;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Reports;

/// <summary>A class as it was for one member: what was done, how much of it they watched, their form notes, and who saw
/// them. Who was removed keeps what they took part in.</summary>
internal static class ReadSummary
{
    private const int MaxCues = 10_000;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/summary", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .WithSummary(
                "A class as it was for oneself: the steps really done, what one watched of each, one's form notes, "
                    + "who looked at one's picture and when"
            )
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Summary>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        LiveDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await sessions.FindPlanAsync(sessionId, ct) is not { } plan)
            return RoomAccess.NoClass.ToHttp();

        var member = caller.MemberId();
        var record = await RoomRows.ReadRecordAsync(database, sessionId, ct);
        var startedAtMs = record?.ClassStartedAt?.ToUnixTimeMilliseconds();
        var endedAtMs = record?.LedUntil?.ToUnixTimeMilliseconds();
        var endMs = endedAtMs ?? clock.NowMs();
        var self = (await WatchedRows.ReadAsync(database, sessionId, member, ct)).SingleOrDefault();
        var isRemoved = await RoomRows.IsRemovedAsync(database, sessionId, member, ct);
        var cues = record is null
            ? []
            : await CueRows.ReadAfterAsync(database, sessionId, record.Epoch, 0, MaxCues, ct);
        return TypedResults.Ok(
            new Summary(
                sessionId,
                plan.Title,
                startedAtMs,
                endedAtMs,
                self?.Seconds ?? 0,
                (int)Math.Round((endMs - (startedAtMs ?? endMs)) / 1000.0),
                [
                    .. StepsDone
                        .Of(cues, plan.RunSheet, endMs, self?.Watched ?? IntervalSet.Empty)
                        .Where(step => !isRemoved || step.WatchedSeconds > 0),
                ],
                await FormNoteRows.ReadAsync(database, sessionId, member, ct),
                await ReadMirrorAsync(database, sessionId, member, record?.OverAt, clock.Now(), ct)
            )
        );
    }

    /// <summary>Whole classes read this when they end, and few of them showed themselves.</summary>
    private static async Task<OwnMirror?> ReadMirrorAsync(
        LiveDatabase database,
        SessionId sessionId,
        MemberId member,
        Instant? overAt,
        Instant now,
        CancellationToken ct
    )
    {
        if (!await MirrorTimes.HasSharedAsync(database, sessionId, member, ct))
            return null;

        var times = await MirrorTimes.ReadAsync(database, sessionId, ct);
        return MirrorTally.Own(
            [.. times.Select(time => (time, time.Until(overAt, now)))],
            member,
            isOver: overAt is not null
        );
    }

    /// <param name="SessionId">Which session.</param>
    /// <param name="Title">Title of the class.</param>
    /// <param name="StartedAtMs">Real start, Unix milliseconds; null before it.</param>
    /// <param name="EndedAtMs">Until when it was led; null before its end.</param>
    /// <param name="WatchedSeconds">What the member watched in all.</param>
    /// <param name="ClassSeconds">Length of the class, so far while it is on.</param>
    /// <param name="Steps">What was really done, in that order, without rests.</param>
    /// <param name="Notes">The member's own form notes, oldest first.</param>
    /// <param name="Mirror">How the member showed themselves, and who saw it; null when they did not.</param>
    internal sealed record Summary(
        SessionId SessionId,
        string Title,
        long? StartedAtMs,
        long? EndedAtMs,
        int WatchedSeconds,
        int ClassSeconds,
        IReadOnlyList<StepDone> Steps,
        IReadOnlyList<FormNote> Notes,
        OwnMirror? Mirror
    );
}
