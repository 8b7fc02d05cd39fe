using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.Storage;

/// <summary>Form notes as they are stored.</summary>
internal static class FormNoteRows
{
    private const string Columns = """
        note_id as NoteId, session_id as SessionId, to_member as ToMember,
        coalesce(targets.display_name, to_name) as ToName,
        from_member as FromMember, coalesce(senders.display_name, from_name) as FromName,
        body as Body, exercise as Exercise, fault as Fault, from_fault as FromFault, at_ms as SentAtMs,
        seen_at_ms as SeenAtMs, better_at_ms as ResolvedAtMs, coalesce(markers.display_name, better_by) as BetterBy
        """;

    // People are shown with their present names; those in the row are from when it was written, for members of whom
    // no MemberChanged has arrived.
    private const string From = """
        form_notes
        left join members targets on targets.member_id = to_member
        left join members senders on senders.member_id = from_member
        left join members markers on markers.member_id = better_by_member
        """;

    /// <summary>The newest 500 notes of a session, oldest first: one member's, or all when <paramref name="to"/> is
    /// null.</summary>
    public static async Task<IReadOnlyList<FormNote>> ReadAsync(
        LiveDatabase database,
        SessionId sessionId,
        MemberId? to,
        CancellationToken ct
    ) =>
        Map(
            await database.QueryAsync<FormNoteRow>(
                $"""
                select {Columns} from {From} where session_id = @sessionId and (@isForAll or to_member = @to)
                order by at_ms desc, note_id desc limit 500
                """,
                new
                {
                    sessionId,
                    isForAll = to is null,
                    to = to ?? default,
                },
                ct
            )
        );

    /// <summary>All notes of a session to some members, oldest first.</summary>
    public static async Task<IReadOnlyList<FormNote>> ReadToAsync(
        LiveDatabase database,
        SessionId sessionId,
        IReadOnlyCollection<MemberId> to,
        CancellationToken ct
    ) =>
        Map(
            await database.QueryAsync<FormNoteRow>(
                $"""
                select {Columns} from {From}
                where session_id = @sessionId and {database.Dialect.In("to_member", "ids")}
                order by at_ms desc, note_id desc
                """,
                new { sessionId, ids = database.Dialect.Ids(to) },
                ct
            )
        );

    /// <summary>One member's newest 500 notes of some sessions, oldest first.</summary>
    public static async Task<IReadOnlyList<FormNote>> ReadOwnAsync(
        LiveDatabase database,
        MemberId to,
        IReadOnlyList<SessionId> sessions,
        CancellationToken ct
    ) =>
        sessions.Count == 0
            ? []
            : Map(
                await database.QueryAsync<FormNoteRow>(
                    $"""
                    select {Columns} from {From} where to_member = @to and {database.Dialect.In("session_id", "ids")}
                    order by at_ms desc, note_id desc limit 500
                    """,
                    new { to, ids = database.Dialect.Ids(sessions) },
                    ct
                )
            );

    /// <summary>Every note of a session, oldest first.</summary>
    public static async Task<IReadOnlyList<FormNote>> ReadAllAsync(
        LiveDatabase database,
        SessionId sessionId,
        CancellationToken ct
    ) =>
        Map(
            await database.QueryAsync<FormNoteRow>(
                $"select {Columns} from {From} where session_id = @sessionId order by at_ms desc, note_id desc",
                new { sessionId },
                ct
            )
        );

    /// <summary>The notes of a session that were sent or marked after a moment, oldest first.</summary>
    public static async Task<IReadOnlyList<FormNote>> ReadSinceAsync(
        LiveDatabase database,
        SessionId sessionId,
        long sinceMs,
        CancellationToken ct
    ) =>
        Map(
            await database.QueryAsync<FormNoteRow>(
                $"""
                select {Columns} from {From}
                where session_id = @sessionId and (at_ms > @sinceMs or marked_at_ms > @sinceMs)
                order by at_ms desc, note_id desc limit 500
                """,
                new { sessionId, sinceMs },
                ct
            )
        );

    /// <summary>A note of a session, or null.</summary>
    public static async Task<FormNote?> FindAsync(
        UnitOfWork work,
        SessionId sessionId,
        FormNoteId noteId,
        CancellationToken ct
    ) =>
        Map(
                await work.QueryAsync<FormNoteRow>(
                    $"select {Columns} from {From} where session_id = @sessionId and note_id = @noteId",
                    new { sessionId, noteId },
                    ct
                )
            )
            .SingleOrDefault();

    public static Task InsertAsync(
        UnitOfWork work,
        MemberId sender,
        string clientNoteId,
        FormNote note,
        CancellationToken ct
    ) =>
        work.ExecuteAsync(
            """
            insert into form_notes
                (note_id, session_id, to_member, to_name, from_member, from_name, client_note_id, body, exercise,
                 fault, at_ms, from_fault)
            values
                (@NoteId, @SessionId, @To, @ToName, @sender, @FromName, @clientNoteId, @Text, @Exercise,
                 @Fault, @SentAtMs, @FromFault)
            """,
            new
            {
                note.NoteId,
                note.SessionId,
                note.To,
                note.ToName,
                sender,
                note.FromName,
                clientNoteId,
                note.Text,
                note.Exercise,
                note.Fault,
                note.SentAtMs,
                note.FromFault,
            },
            ct
        );

    private static List<FormNote> Map(IEnumerable<FormNoteRow> newestFirst) =>
        [
            .. newestFirst
                .Reverse()
                .Select(row => new FormNote(
                    row.NoteId,
                    row.SessionId,
                    row.ToMember,
                    row.ToName,
                    row.FromName,
                    row.Body,
                    row.Exercise,
                    row.Fault,
                    row.SentAtMs,
                    row.SeenAtMs,
                    row.ResolvedAtMs,
                    row.BetterBy,
                    row.FromMember,
                    row.FromFault
                )),
        ];

    private sealed class FormNoteRow
    {
        public FormNoteId NoteId { get; init; }

        public SessionId SessionId { get; init; }

        public MemberId ToMember { get; init; }

        public string ToName { get; init; } = "";

        public MemberId FromMember { get; init; }

        public string FromName { get; init; } = "";

        public string Body { get; init; } = "";

        public string? Exercise { get; init; }

        public string? Fault { get; init; }

        public bool? FromFault { get; init; }

        public long SentAtMs { get; init; }

        public long? SeenAtMs { get; init; }

        public long? ResolvedAtMs { get; init; }

        public string? BetterBy { get; init; }
    }
}
