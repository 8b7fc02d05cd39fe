using System.Security.Claims;
using NodaTime;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Reports;

/// <summary>The classes one took part in or led, newest first, with one's form notes.</summary>
internal static class ListMyClasses
{
    private const int PageSize = 20;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/my-classes", HandleAsync)
            .WithSummary(
                $"Classes that one took part in or led, newest first, with one's own form notes; {PageSize} a page, "
                    + "the next after the session that `next` names"
            );

    private static async Task<Ok<Response>> HandleAsync(
        ClaimsPrincipal caller,
        LiveDatabase database,
        CancellationToken ct,
        SessionId? after = null
    )
    {
        var member = caller.MemberId();

        // One more than a page shows whether there is another.
        var rows = await database.QueryAsync<Row>(
            """
            select participants.session_id as SessionId, sessions.title as Title, participants.role as Role,
                   rooms.class_started_at as StartedAt, rooms.class_ended_at as EndedAt,
                   participants.watched_seconds as WatchedSeconds
            from participants
            join rooms on rooms.session_id = participants.session_id
            join sessions on sessions.session_id = participants.session_id
            where participants.member_id = @member and rooms.class_started_at is not null
                and (participants.role in (@Instructor, @Coach) or participants.watched_seconds > 0)
                and (@isFirst or (rooms.class_started_at, rooms.session_id) < (
                    select earlier.class_started_at, earlier.session_id from rooms earlier
                    where earlier.session_id = @after))
            order by rooms.class_started_at desc, rooms.session_id desc
            limit @limit
            """,
            new
            {
                member,
                RoomRoles.Instructor,
                RoomRoles.Coach,
                isFirst = after is null,
                after = after ?? default,
                limit = PageSize + 1,
            },
            ct
        );
        var page = rows.Take(PageSize).ToArray();
        var notes = (
            await FormNoteRows.ReadOwnAsync(database, member, [.. page.Select(row => row.SessionId)], ct)
        ).ToLookup(note => note.SessionId);
        return TypedResults.Ok(
            new Response(
                [.. page.Select(row => row.ToView([.. notes[row.SessionId]]))],
                rows.Count > PageSize ? page[^1].SessionId : null
            )
        );
    }

    /// <param name="Classes">This page's.</param>
    /// <param name="Next">What to ask the next page with as <c>after</c>; null when this is the last.</param>
    internal sealed record Response(IReadOnlyList<MyClass> Classes, SessionId? Next);

    /// <param name="SessionId">Which session.</param>
    /// <param name="Title">Title of the class.</param>
    /// <param name="Role">What one was in it, see <see cref="RoomRoles"/>; an administrator who only observed has not
    /// taken part.</param>
    /// <param name="StartedAt">Real start.</param>
    /// <param name="EndedAt">Real end; null while it is on.</param>
    /// <param name="WatchedSeconds">What one watched of it.</param>
    /// <param name="Notes">One's own form notes, oldest first.</param>
    internal sealed record MyClass(
        SessionId SessionId,
        string Title,
        [OneOf(typeof(RoomRoles))] string Role,
        Instant StartedAt,
        Instant? EndedAt,
        int WatchedSeconds,
        IReadOnlyList<FormNote> Notes
    );

    private sealed class Row
    {
        public SessionId SessionId { get; init; }

        public string Title { get; init; } = "";

        public string Role { get; init; } = "";

        public Instant StartedAt { get; init; }

        public Instant? EndedAt { get; init; }

        public int WatchedSeconds { get; init; }

        public MyClass ToView(IReadOnlyList<FormNote> notes) =>
            new(SessionId, Title, Role, StartedAt, EndedAt, WatchedSeconds, notes);
    }
}
