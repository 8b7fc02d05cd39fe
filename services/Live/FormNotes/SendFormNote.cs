using System.Security.Claims;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Kernel.Time;
using UpperBack.Live.Nodes;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.FormNotes;

/// <summary>A leader's private correction, to some or to all who showed a fault: stored for each target, then shown to
/// those who are here and to the leaders, and to nobody else. Two leaders do not say the same to the same person at
/// once.</summary>
internal sealed class SendFormNote(
    LiveDatabase database,
    RoomAccess access,
    RoomBackplane backplane,
    TimeProvider clock
)
{
    public async Task<Result<FormNoteAck>> RunAsync(
        ClaimsPrincipal user,
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
        var draft = Write(request, entry.Value, user.MemberId(), entry.Value.NameOn(connectionId));
        if (Check(request, draft) is { } refusal)
            return refusal;

        // One at a time in a session: who is noted, and by whom, is read and then written.
        var (ack, notes) = await database.InBatchAsync(
            $"notes/{request.SessionId}",
            (work, token) => StoreAsync(work, user.MemberId(), request, draft, token),
            ct
        );
        foreach (var note in notes)
            backplane.Publish(new FormNoteSent(request.SessionId, note));
        return ack;
    }

    private static Draft Write(SendFormNoteRequest request, Room room, MemberId from, string fromName)
    {
        var steps = room.Plan.RunSheet.Steps;
        var current = room.CurrentStep;
        var (exercise, fault) = request.Cohort is { } cohort
            ? (cohort.Exercise, cohort.Fault)
            : (request.Exercise, request.Fault);
        var text = request.Text
            ?? steps
                .Where(step => exercise is null || step.Exercise == exercise)
                .SelectMany(step => step.Faults)
                .FirstOrDefault(known => known.Slug == fault)
                ?.Correction;
        var name = exercise is null
            ? current?.Name
            : steps.FirstOrDefault(step => step.Exercise == exercise)?.Name ?? exercise;
        return new Draft(text, request.Text is null, exercise, fault, name, current?.Side, from, fromName);
    }

    private static Problem? Check(SendFormNoteRequest request, Draft draft)
    {
        var validation = new Validation()
            .Wire(
                request.ClientNoteId is { Length: > 0 and <= LiveLimits.ClientId } id && !id.Any(char.IsControl),
                "clientNoteId",
                $"clientNoteId must be 1 to {LiveLimits.ClientId} visible characters, such as a UUID."
            )
            .Wire((draft.Exercise?.Length ?? 0) <= LiveLimits.Slug, "exercise", "exercise is too long.")
            .Wire((draft.Fault?.Length ?? 0) <= LiveLimits.Slug, "fault", "fault is too long.")
            .That(draft.Text is not null, "text", "Write what to correct: there are no words for it yet.");
        if (request.Cohort is { } cohort)
        {
            validation
                .Wire(
                    request.To.Count == 0,
                    "to",
                    "to and cohort exclude each other: leave to empty, or leave cohort out."
                )
                .Wire(
                    (request.Exercise ?? cohort.Exercise) == cohort.Exercise
                        && (request.Fault ?? cohort.Fault) == cohort.Fault,
                    "cohort",
                    "cohort names another fault than exercise and fault do: a note to a cohort is about its fault, leave the two out."
                )
                .Wire(
                    !string.IsNullOrEmpty(cohort.Exercise) && !string.IsNullOrEmpty(cohort.Fault),
                    "cohort",
                    "cohort needs an exercise and a fault: it is all who were noted for that fault."
                );
        }
        else
            validation.That(
                request.To.Count is >= 1 and <= LiveLimits.NoteTargets,
                "to",
                $"Choose 1 to {LiveLimits.NoteTargets} people for this note."
            );

        if (draft.Text is { } text)
        {
            validation.Words(text, LiveLimits.NoteText, "The note");
            if (NoteTemplateText.FindFault(text, draft.ExerciseName) is { } wrong)
                validation.That(false, "text", wrong);
        }

        return validation.Problem;
    }

    /// <summary>Stores the notes; when this client id was used before nothing is stored and the earlier notes are
    /// acknowledged.</summary>
    private async Task<(Result<FormNoteAck> Ack, IReadOnlyList<FormNote> Notes)> StoreAsync(
        UnitOfWork work,
        MemberId sender,
        SendFormNoteRequest request,
        Draft draft,
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
        var doubled =
            request.Force || draft.Fault is null
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
            .Where(target => !doubled.Contains(target))
            .Select(target => draft.For(request.SessionId, target, names[target], nowMs))
            .ToArray();
        foreach (var note in notes)
            await FormNoteRows.InsertAsync(work, sender, request.ClientNoteId, note, ct);

        return (
            new FormNoteAck(
                [.. notes.Select(note => note.NoteId)],
                Repeated: false,
                SkippedOf(targets.Where(doubled.Contains))
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
        var strangers = targets.Where(target => !names.ContainsKey(target)).ToArray();
        return new Validation()
            .That(
                strangers.Length == 0,
                "to",
                strangers.Length == 1
                    ? "One person is not in this class: notes go to its participants."
                    : $"{strangers.Length} people are not in this class: notes go to its participants."
            )
            .That(
                targets.Count > 0,
                "cohort",
                "Nobody has had a note for this in this class yet. Send one to each person first."
            )
            .Problem;
    }

    private static IReadOnlyList<MemberId>? SkippedOf(IEnumerable<MemberId> members) =>
        members.ToArray() is { Length: > 0 } doubled ? doubled : null;

    /// <param name="Text">The words, with placeholders; null when nobody supplied any.</param>
    /// <param name="FromFault">True when the fault supplied them.</param>
    /// <param name="Exercise">Slug of the exercise, or null.</param>
    /// <param name="Fault">Slug of the fault, or null.</param>
    /// <param name="ExerciseName">What people read.</param>
    /// <param name="Side">Side of the step that is on, or null.</param>
    /// <param name="From">Who sends it.</param>
    /// <param name="FromName">Their name.</param>
    private sealed record Draft(
        string? Text,
        bool FromFault,
        string? Exercise,
        string? Fault,
        string? ExerciseName,
        string? Side,
        MemberId From,
        string FromName
    )
    {
        public FormNote For(SessionId sessionId, MemberId target, string name, long nowMs) =>
            new(
                FormNoteId.New(),
                sessionId,
                target,
                name,
                FromName,
                NoteTemplateText.Fill(Text!, name, ExerciseName, Side),
                Exercise,
                Fault,
                nowMs,
                From: From,
                FromFault: FromFault
            );
    }

    private sealed class EarlierRow
    {
        public FormNoteId NoteId { get; init; }

        public MemberId ToMember { get; init; }
    }
}
