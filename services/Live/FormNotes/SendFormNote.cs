using System.Security.Claims;
using UpperBack.Infrastructure.Data;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.FormNotes;

/// <summary>A leader's private correction, to some or to all who showed a fault: stored for each target, then shown to
/// those of them who are here and to the leaders, and to nobody else. Two leaders do not send the same member a note
/// about the same fault within a minute.</summary>
internal sealed class SendFormNote(
    LiveDatabase database,
    RoomAccess access,
    RoomBackplane backplane,
    TimeProvider clock
)
{
    public async Task<Result<FormNoteAck>> RunAsync(
        ClaimsPrincipal caller,
        string connectionId,
        SendFormNoteRequest request,
        CancellationToken ct
    )
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        // Over MessagePack the list may be missing.
        request = request with { To = [.. (request.To ?? []).Distinct()] };
        var room = entry.Value;
        var draft = NoteDraft.Write(
            request,
            room.Plan.RunSheet,
            room.CurrentStep,
            caller.MemberId(),
            room.NameOn(connectionId)
        );
        if (draft.Check(request) is { } refusal)
            return refusal;

        // One at a time in a session: who had a note, and from whom, is read before it is written.
        var (ack, notes) = await database.InBatchAsync(
            $"notes/{request.SessionId}",
            (work, token) => StoreAsync(work, caller.MemberId(), request, draft, token),
            ct
        );
        foreach (var note in notes)
            backplane.Publish(new FormNoteSent(request.SessionId, note));
        return ack;
    }

    /// <summary>Stores the notes; when this client id was used before, nothing is stored and the earlier notes are
    /// acknowledged.</summary>
    private async Task<(Result<FormNoteAck> Ack, IReadOnlyList<FormNote> Notes)> StoreAsync(
        UnitOfWork work,
        MemberId sender,
        SendFormNoteRequest request,
        NoteDraft draft,
        CancellationToken ct
    )
    {
        if (await FindEarlierAsync(work, sender, request, ct) is { } earlier)
            return (earlier, []);

        var names = request.Cohort is { } cohort
            ? await NoteTargets.ReadCohortAsync(work, request.SessionId, cohort, ct)
            : await NoteTargets.ReadNamesAsync(work, request.SessionId, request.To, ct);
        var targets = request.Cohort is null ? request.To : [.. names.Keys];
        if (RefuseTargets(request, targets, names) is { } refusal)
            return (refusal, []);

        var nowMs = clock.NowMs();
        var skipped =
            IsForced(request) || draft.Fault is null
                ? new HashSet<MemberId>()
                : await NoteTargets.ReadRecentlyNotedAsync(
                    work,
                    request.SessionId,
                    sender,
                    draft.Exercise,
                    draft.Fault,
                    nowMs,
                    ct
                );
        var notes = targets
            .Where(target => !skipped.Contains(target))
            .Select(target => draft.For(request.SessionId, target, names[target], nowMs))
            .ToArray();
        foreach (var note in notes)
            await FormNoteRows.InsertAsync(work, sender, request.ClientNoteId, note, ct);

        return (
            new FormNoteAck(
                [.. notes.Select(note => note.NoteId)],
                Repeated: false,
                SkippedOf(targets.Where(skipped.Contains))
            ),
            notes
        );
    }

    private static async Task<FormNoteAck?> FindEarlierAsync(
        UnitOfWork work,
        MemberId sender,
        SendFormNoteRequest request,
        CancellationToken ct
    )
    {
        var before = await work.QueryAsync<EarlierRow>(
            """
            select note_id as NoteId, to_member as ToMember from form_notes
            where session_id = @SessionId and from_member = @sender and client_note_id = @ClientNoteId order by note_id
            """,
            new
            {
                request.SessionId,
                sender,
                request.ClientNoteId,
            },
            ct
        );
        if (before.Count == 0)
            return null;

        var order = request.To.ToList();
        return new FormNoteAck(
            [.. before.OrderBy(row => order.IndexOf(row.ToMember)).Select(row => row.NoteId)],
            Repeated: true,
            SkippedOf(request.To.Except(before.Select(row => row.ToMember)))
        );
    }

    private static Problem? RefuseTargets(
        SendFormNoteRequest request,
        IReadOnlyCollection<MemberId> targets,
        IReadOnlyDictionary<MemberId, string> names
    )
    {
        var outsiders = targets.Where(target => !names.ContainsKey(target)).ToArray();
        return new Validation()
            .That(
                outsiders.Length == 0,
                "to",
                outsiders.Length == 1
                    ? "One person is not in this class: notes go to its participants."
                    : $"{outsiders.Length} people are not in this class: notes go to its participants."
            )
            .That(
                targets.Count > 0,
                "cohort",
                "Nobody has had a note for this in this class yet. Send one to each person first."
            )
            .Problem;
    }

    private static IReadOnlyList<MemberId>? SkippedOf(IEnumerable<MemberId> members) =>
        members.ToArray() is { Length: > 0 } skipped ? skipped : null;

    private sealed class EarlierRow
    {
        public FormNoteId NoteId { get; init; }

        public MemberId ToMember { get; init; }
    }

    /// <summary>A page of 0.1 says it by another name.</summary>
    private static bool IsForced(SendFormNoteRequest request) =>
#pragma warning disable CS0618
        request.Force || request.Again;
#pragma warning restore CS0618
}
