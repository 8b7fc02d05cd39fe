using System.Security.Claims;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Reports;

/// <summary>The report's tables as files, for the leaders of the class.</summary>
internal static class ExportReport
{
    private static readonly string[] AttendanceColumns =
    [
        "member",
        "joined_at",
        "watched_seconds",
        "class_seconds",
        "member_id",
    ];
    private static readonly string[] NoteColumns =
    [
        "sent_at",
        "to",
        "from",
        "exercise",
        "fault",
        "fault_name",
        "text",
        "seen_at",
        "better_at",
        "better_by",
        "note_id",
        "to_id",
        "from_id",
    ];
    private static readonly string[] MirrorColumns =
    [
        "member",
        "shared_seconds",
        "looks",
        "looked_at_seconds",
        "notes",
        "better",
        "member_id",
    ];
    private static readonly string[] ReactionColumns = ["step", "name", "reaction", "count", "exercise"];

    public static void Map(RouteGroupBuilder group)
    {
        Describe(
            group.MapGet("/sessions/{sessionId}/report/attendance.csv", AttendanceAsync),
            "Who took part in a class and how long, as CSV for its leaders"
        );
        Describe(
            group.MapGet("/sessions/{sessionId}/report/notes.csv", NotesAsync),
            "All form notes of a class, as CSV for its leaders"
        );
        Describe(
            group.MapGet("/sessions/{sessionId}/report/mirror.csv", MirrorAsync),
            "Who showed themselves in a class, and how often a leader looked in, as CSV for its leaders"
        );
        Describe(
            group.MapGet("/sessions/{sessionId}/report/reactions.csv", ReactionsAsync),
            "Reactions of a class by step, as CSV for its leaders"
        );
    }

    private static void Describe(RouteHandlerBuilder endpoint, string summary) =>
        endpoint
            .RequireRateLimiting(LimitNames.Costly)
            .WithSummary(summary)
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AttendanceAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        LiveDatabase database,
        CancellationToken ct
    )
    {
        var led = await sessions.RequireLedAsync(sessionId, caller.MemberId(), ct);
        if (!led.Succeeded)
            return led.Problem.ToHttp();

        var watchers = await WatchedRows.ReadAsync(database, sessionId, null, ct);
        var length = (await RoomRows.ReadRecordAsync(database, sessionId, ct))?.ClassSeconds;
        return CsvFile.Write(
            "attendance",
            led.Value,
            AttendanceColumns,
            watchers.Select(watcher =>
                (IReadOnlyList<object?>)
                    [
                        watcher.DisplayName,
                        CsvFile.Moment(watcher.FirstJoinedMs),
                        watcher.Seconds,
                        length,
                        watcher.Member,
                    ]
            )
        );
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> NotesAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        LiveDatabase database,
        CancellationToken ct
    )
    {
        var led = await sessions.RequireLedAsync(sessionId, caller.MemberId(), ct);
        if (!led.Succeeded)
            return led.Problem.ToHttp();

        var steps = led.Value.RunSheet.Steps;
        var notes = await FormNoteRows.ReadAllAsync(database, sessionId, ct);
        return CsvFile.Write(
            "notes",
            led.Value,
            NoteColumns,
            notes.Select(note =>
                (IReadOnlyList<object?>)
                    [
                        CsvFile.Moment(note.SentAtMs),
                        note.ToName,
                        note.FromName,
                        note.Exercise,
                        note.Fault,
                        ReadReport.NameOfFault(steps, note.Exercise, note.Fault),
                        note.Text,
                        CsvFile.Moment(note.SeenAtMs),
                        CsvFile.Moment(note.ResolvedAtMs),
                        note.BetterBy,
                        note.NoteId,
                        note.To,
                        note.From,
                    ]
            )
        );
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> MirrorAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        LiveDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var led = await sessions.RequireLedAsync(sessionId, caller.MemberId(), ct);
        if (!led.Succeeded)
            return led.Problem.ToHttp();

        var record = await RoomRows.ReadRecordAsync(database, sessionId, ct);
        var members = await ReadReport.ReadMirrorAsync(database, sessionId, record, clock.Now(), ct);
        return CsvFile.Write(
            "mirror",
            led.Value,
            MirrorColumns,
            members.Select(member =>
                (IReadOnlyList<object?>)
                    [
                        member.DisplayName,
                        member.SharedSeconds,
                        member.Looks,
                        member.LookedSeconds,
                        member.Notes,
                        member.Better,
                        member.MemberId,
                    ]
            )
        );
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReactionsAsync(
        SessionId sessionId,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        ReactionRows reactions,
        CancellationToken ct
    )
    {
        var led = await sessions.RequireLedAsync(sessionId, caller.MemberId(), ct);
        if (!led.Succeeded)
            return led.Problem.ToHttp();

        var steps = led.Value.RunSheet.Steps;
        var rows = await reactions.ReadAsync(sessionId, ct);
        return CsvFile.Write(
            "reactions",
            led.Value,
            ReactionColumns,
            rows.Select(row =>
                (IReadOnlyList<object?>)
                    [
                        row.StepIndex < 0 ? null : row.StepIndex + 1,
                        ReadReport.NameOf(steps, row.StepIndex),
                        row.Reaction,
                        row.Reacted,
                        steps.ElementAtOrDefault(row.StepIndex)?.Exercise,
                    ]
            )
        );
    }
}
