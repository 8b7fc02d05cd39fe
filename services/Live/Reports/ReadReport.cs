using System.Security.Claims;
using NodaTime;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Reports;

/// <summary>A class as it was for its leaders: who stayed, which faults had notes and what became of them, who showed
/// themselves and was looked at, what people reacted to.</summary>
internal static class ReadReport
{
    /// <summary>What reactions outside the steps are listed under.</summary>
    public const string OutsideTheSteps = "Outside the steps";

    private const string OwnWords = "Own words";

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/report", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .WithSummary(
                "A class as it was, for its leaders: attendance by minute, form notes by fault, looks by member, "
                    + "reactions by step"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Report>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        LiveDatabase database,
        ReactionRows reactions,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var led = await sessions.RequireLedAsync(sessionId, caller.MemberId(), ct);
        if (!led.Succeeded)
            return led.Problem.ToHttp();

        var record = await RoomRows.ReadRecordAsync(database, sessionId, ct);
        var endMs = record?.LedUntil?.ToUnixTimeMilliseconds() ?? clock.NowMs();
        var watchers = await WatchedRows.ReadAsync(database, sessionId, null, ct);
        var curve = AttendanceCurve.Of(
            watchers.Select(watcher => watcher.Watched),
            record?.ClassStartedAt?.ToUnixTimeMilliseconds() ?? endMs,
            endMs
        );
        var steps = led.Value.RunSheet.Steps;
        return TypedResults.Ok(
            new Report(
                watchers.Count,
                curve.Peak,
                curve.Points,
                [.. (await ReadNotesAsync(database, sessionId, ct)).Select(row => row.Named(steps))],
                [
                    .. (await reactions.ReadAsync(sessionId, ct))
                        .GroupBy(row => row.StepIndex)
                        .Select(step => new StepReactions(
                            step.Key < 0 ? null : step.Key,
                            NameOf(steps, step.Key),
                            step.ToDictionary(row => row.Reaction, row => row.Reacted)
                        )),
                ],
                await ReadMirrorAsync(database, sessionId, record, clock.Now(), ct)
            )
        );
    }

    /// <summary>Those who showed themselves, see <see cref="MirrorTally.Members"/>.</summary>
    /// <param name="database">Where from.</param>
    /// <param name="sessionId">Which class.</param>
    /// <param name="record">What happened in its room; null when it was never opened.</param>
    /// <param name="now">What still lasts is counted until then.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<SharingMember>> ReadMirrorAsync(
        LiveDatabase database,
        SessionId sessionId,
        RoomRecord? record,
        Instant now,
        CancellationToken ct
    )
    {
        var times = await MirrorTimes.ReadAsync(database, sessionId, ct);
        if (times.Count == 0)
            return [];

        var notes = await database.QueryAsync<MemberNotesRow>(
            """
            select to_member as Member, count(*) as Sent, count(better_at_ms) as Better
            from form_notes where session_id = @sessionId group by to_member
            """,
            new { sessionId },
            ct
        );
        return MirrorTally.Members(
            [.. times.Select(time => (time, time.Until(record?.OverAt, now)))],
            notes.ToDictionary(row => row.Member, row => new NoteCounts(row.Sent, row.Better))
        );
    }

    /// <summary>What a step is listed under.</summary>
    public static string NameOf(IReadOnlyList<RunSheetStep> steps, int stepIndex) =>
        stepIndex < 0 ? OutsideTheSteps : steps.ElementAtOrDefault(stepIndex)?.Name ?? $"Step {stepIndex + 1}";

    /// <summary>What a fault is listed under.</summary>
    public static string NameOfFault(IReadOnlyList<RunSheetStep> steps, string? exercise, string? fault) =>
        fault is null
            ? OwnWords
            : steps
                .Where(step => exercise is null || step.Exercise == exercise)
                .SelectMany(step => step.Faults)
                .FirstOrDefault(known => known.Slug == fault)
                ?.Name
                ?? fault;

    private static Task<IReadOnlyList<NotesRow>> ReadNotesAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    ) =>
        database.QueryAsync<NotesRow>(
            """
            select exercise as Exercise, fault as Fault, count(*) as Sent, count(distinct to_member) as Members,
                   count(seen_at_ms) as Seen, count(better_at_ms) as Better
            from form_notes where session_id = @sessionId
            group by exercise, fault
            order by count(*) desc, exercise, fault
            """,
            new { sessionId },
            ct
        );

    /// <param name="Participants">How many joined as participants.</param>
    /// <param name="Peak">The most who ever watched at one moment.</param>
    /// <param name="Curve">How many watched, a point a minute from the class's start on.</param>
    /// <param name="Notes">Form notes by fault, the most frequent first.</param>
    /// <param name="Reactions">By step; those outside the steps first.</param>
    /// <param name="Mirror">Who showed themselves; first whom no leader looked in on.</param>
    internal sealed record Report(
        int Participants,
        int Peak,
        IReadOnlyList<CurvePoint> Curve,
        IReadOnlyList<FaultNotes> Notes,
        IReadOnlyList<StepReactions> Reactions,
        IReadOnlyList<SharingMember> Mirror
    );

    /// <param name="Exercise">Slug of the exercise, or null.</param>
    /// <param name="Fault">Slug of the fault; null for notes in own words.</param>
    /// <param name="Name">What people read.</param>
    /// <param name="Count">Notes sent.</param>
    /// <param name="Members">To how many people.</param>
    /// <param name="Seen">Notes that were seen.</param>
    /// <param name="Better">Notes after which it was better.</param>
    internal sealed record FaultNotes(
        string? Exercise,
        string? Fault,
        string Name,
        long Count,
        long Members,
        long Seen,
        long Better
    );

    /// <param name="StepIndex">Which step; null before the first and after the class.</param>
    /// <param name="Name">What people read.</param>
    /// <param name="Counts">How many of each reaction.</param>
    internal sealed record StepReactions(int? StepIndex, string Name, IReadOnlyDictionary<string, long> Counts);

    private sealed class MemberNotesRow
    {
        public MemberId Member { get; init; }

        public long Sent { get; init; }

        public long Better { get; init; }
    }

    private sealed class NotesRow
    {
        public string? Exercise { get; init; }

        public string? Fault { get; init; }

        public long Sent { get; init; }

        public long Members { get; init; }

        public long Seen { get; init; }

        public long Better { get; init; }

        public FaultNotes Named(IReadOnlyList<RunSheetStep> steps) =>
            new(Exercise, Fault, NameOfFault(steps, Exercise, Fault), Sent, Members, Seen, Better);
    }
}
