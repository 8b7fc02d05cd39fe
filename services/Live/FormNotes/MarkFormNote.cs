using System.Security.Claims;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.FormNotes;

/// <summary>Marks a form note as seen, which only its member can, or as better, which a leader can too. The first mark
/// of each kind stays; its member and the leaders are shown it.</summary>
internal sealed class MarkFormNote(
    LiveDatabase database,
    RoomAccess access,
    RoomBackplane backplane,
    TimeProvider clock
)
{
    private static readonly Problem Unknown = Problem.Of(
        ErrorCodes.NoteUnknown,
        "This note is not there, or not yours to mark."
    );

    public async Task<Result<FormNote>> RunAsync(
        ClaimsPrincipal caller,
        string connectionId,
        MarkFormNoteRequest request,
        CancellationToken ct
    )
    {
        var entry = access.RequireJoined(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;
        if (request.Mark is not (FormNoteMarks.Seen or FormNoteMarks.Better))
            return new Validation()
                .Wire(false, "mark", $"mark must be {FormNoteMarks.Seen} or {FormNoteMarks.Better}.")
                .Problem!;

        var isBetter = request.Mark == FormNoteMarks.Better;
        var marker = new Marker(
            caller.MemberId(),
            entry.Value.NameOn(connectionId),
            isBetter && entry.Value.Connections.Find(connectionId)?.IsLeader == true
        );
        var (note, isNew) = await database.InBatchAsync(
            (work, token) => StoreAsync(work, request, marker, isBetter, token),
            ct
        );
        if (note is null || (note.To != marker.Member && !marker.MayMarkAll))
            return Unknown;
        if (isNew)
            backplane.Publish(new FormNoteMarked(request.SessionId, note));
        return note;
    }

    private async Task<(FormNote? Note, bool IsNew)> StoreAsync(
        UnitOfWork work,
        MarkFormNoteRequest request,
        Marker marker,
        bool isBetter,
        CancellationToken ct
    )
    {
        var changed = await work.ExecuteAsync(
            """
            update form_notes set
                seen_at_ms = case when to_member = @Member then coalesce(seen_at_ms, @nowMs) else seen_at_ms end,
                better_by = case when @isBetter and better_at_ms is null then @Name else better_by end,
                better_by_member = case when @isBetter and better_at_ms is null then @Member else better_by_member end,
                better_at_ms = case when @isBetter then coalesce(better_at_ms, @nowMs) else better_at_ms end,
                marked_at_ms = @nowMs
            where session_id = @SessionId and note_id = @NoteId and (to_member = @Member or @MayMarkAll)
              and ((seen_at_ms is null and to_member = @Member) or (better_at_ms is null and @isBetter))
            """,
            new
            {
                request.SessionId,
                request.NoteId,
                marker.Member,
                marker.Name,
                marker.MayMarkAll,
                isBetter,
                nowMs = clock.NowMs(),
            },
            ct
        );
        return (await FormNoteRows.FindAsync(work, request.SessionId, request.NoteId, ct), changed > 0);
    }

    /// <param name="Member">Who marks.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="MayMarkAll">True when they may mark notes that are not theirs.</param>
    private sealed record Marker(MemberId Member, string Name, bool MayMarkAll);
}
