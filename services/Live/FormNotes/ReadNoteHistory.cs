using System.Security.Claims;
using UpperBack.Contracts.Events;
using UpperBack.Live.Storage;

namespace UpperBack.Live.FormNotes;

/// <summary>The recent form notes of those who take part in a class, from any class: so that its leaders know whom they
/// help.</summary>
internal static class ReadNoteHistory
{
    private const long OldestMs = 7L * 24 * 60 * 60 * 1000;
    private const int MaxNotes = 20;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}/note-history", HandleAsync)
            .RequireRateLimiting(LimitNames.Costly)
            .WithSummary(
                "The last 7 days' form notes of those in a class, for its leaders: newest first, at most 20 a member"
            )
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<IReadOnlyList<MemberNotes>>, ProblemHttpResult>> HandleAsync(
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

        var rows = await database.QueryAsync<HistoryRow>(
            """
            with ranked as (
                select form_notes.to_member as to_member, form_notes.note_id as note_id,
                       form_notes.session_id as session_id, coalesce(sessions.title, '') as title,
                       form_notes.at_ms as at_ms, form_notes.exercise as exercise, form_notes.fault as fault,
                       form_notes.body as body, coalesce(senders.display_name, form_notes.from_name) as from_name,
                       form_notes.seen_at_ms as seen_at_ms, form_notes.better_at_ms as better_at_ms,
                       row_number() over (
                           partition by form_notes.to_member
                           order by form_notes.at_ms desc, form_notes.note_id desc) as place
                from form_notes
                left join sessions on sessions.session_id = form_notes.session_id
                left join members senders on senders.member_id = form_notes.from_member
                where form_notes.at_ms > @sinceMs and form_notes.to_member in (
                    select member_id from participants where session_id = @sessionId and role = @Participant
                    union
                    select member_id from seats where session_id = @sessionId and status = @Booked))
            select to_member as ToMember, note_id as NoteId, session_id as SessionId, title as Title,
                   at_ms as SentAtMs, exercise as Exercise, fault as Fault, body as Body, from_name as FromName,
                   seen_at_ms as SeenAtMs, better_at_ms as ResolvedAtMs
            from ranked where place <= @MaxNotes
            order by to_member, place
            """,
            new
            {
                sessionId,
                sinceMs = clock.NowMs() - OldestMs,
                RoomRoles.Participant,
                SeatStatus.Booked,
                MaxNotes,
            },
            ct
        );
        return TypedResults.Ok<IReadOnlyList<MemberNotes>>([
            .. rows.GroupBy(row => row.ToMember)
                .Select(notes => new MemberNotes(notes.Key, [.. notes.Select(row => row.ToNote())])),
        ]);
    }

    /// <param name="MemberId">Whose.</param>
    /// <param name="Notes">Newest first; those of the class itself are among them.</param>
    internal sealed record MemberNotes(MemberId MemberId, IReadOnlyList<PastNote> Notes);

    /// <param name="NoteId">Its id.</param>
    /// <param name="SessionId">In which session.</param>
    /// <param name="Title">That session's title.</param>
    /// <param name="SentAtMs">When it was sent, Unix milliseconds.</param>
    /// <param name="Exercise">Slug of the exercise, or null.</param>
    /// <param name="Fault">Slug of the fault, or null.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="FromName">Who sent it.</param>
    /// <param name="SeenAtMs">When its member saw it, or null.</param>
    /// <param name="ResolvedAtMs">When it was marked as better, or null.</param>
    internal sealed record PastNote(
        FormNoteId NoteId,
        SessionId SessionId,
        string Title,
        long SentAtMs,
        string? Exercise,
        string? Fault,
        string Text,
        string FromName,
        long? SeenAtMs,
        long? ResolvedAtMs
    )
    {
        /// <summary>The name of 0.1, gone in 0.3.</summary>
        [Obsolete("A name of 0.1, gone in 0.3.")]
        public long AtMs => SentAtMs;

        /// <summary>The name of 0.1, gone in 0.3.</summary>
        [Obsolete("A name of 0.1, gone in 0.3.")]
        public long? BetterAtMs => ResolvedAtMs;
    }

    private sealed class HistoryRow
    {
        public MemberId ToMember { get; init; }

        public FormNoteId NoteId { get; init; }

        public SessionId SessionId { get; init; }

        public string Title { get; init; } = "";

        public long SentAtMs { get; init; }

        public string? Exercise { get; init; }

        public string? Fault { get; init; }

        public string Body { get; init; } = "";

        public string FromName { get; init; } = "";

        public long? SeenAtMs { get; init; }

        public long? ResolvedAtMs { get; init; }

        public PastNote ToNote() =>
            new(NoteId, SessionId, Title, SentAtMs, Exercise, Fault, Body, FromName, SeenAtMs, ResolvedAtMs);
    }
}
