using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.FormNotes;

/// <summary>Form notes as they are kept.</summary>
internal static class FormNoteRows
{
    private const string Columns =
        """
        note_id as NoteId, session_id as SessionId, to_member as ToMember, to_name as ToName, from_name as FromName,
        body as Body, exercise as Exercise, fault as Fault, at_ms as AtMs
        """;

    /// <summary>The newest 500 notes of a session, oldest first: one member's, or all when <paramref name="to"/> is null.</summary>
    public static async Task<IReadOnlyList<FormNote>> ReadAsync(LiveDatabase database, SessionId sessionId, MemberId? to, CancellationToken ct) =>
        Map(await database.QueryAsync<FormNoteRow>(
            $"""
            select {Columns} from form_notes where session_id = @sessionId and (@everybody or to_member = @to)
            order by at_ms desc, note_id desc limit 500
            """,
            new { sessionId, everybody = to is null, to = to ?? default },
            ct));

    /// <summary>The notes of a session that were sent after a moment, oldest first.</summary>
    public static async Task<IReadOnlyList<FormNote>> ReadSinceAsync(LiveDatabase database, SessionId sessionId, long sinceMs, CancellationToken ct) =>
        Map(await database.QueryAsync<FormNoteRow>(
            $"select {Columns} from form_notes where session_id = @sessionId and at_ms > @sinceMs order by at_ms desc, note_id desc limit 500",
            new { sessionId, sinceMs },
            ct));

    private static List<FormNote> Map(IEnumerable<FormNoteRow> newestFirst) =>
    [
        .. newestFirst.Reverse().Select(row => new FormNote(
            row.NoteId, row.SessionId, row.ToMember, row.ToName, row.FromName, row.Body, row.Exercise, row.Fault, row.AtMs)),
    ];

    private sealed class FormNoteRow
    {
        public FormNoteId NoteId { get; init; }

        public SessionId SessionId { get; init; }

        public MemberId ToMember { get; init; }

        public string ToName { get; init; } = "";

        public string FromName { get; init; } = "";

        public string Body { get; init; } = "";

        public string? Exercise { get; init; }

        public string? Fault { get; init; }

        public long AtMs { get; init; }
    }
}
