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

/// <summary>A leader's private correction: stored for each target, then shown to those who are here and to the leaders, and to
/// nobody else.</summary>
internal sealed class SendFormNote(LiveDatabase database, RoomAccess access, RoomWire wire, TimeProvider clock)
{
    private const int MostTargets = 50;
    private const int LongestText = 500;
    private const int LongestSlug = 80;

    public async Task<Result<FormNoteAck>> RunAsync(ClaimsPrincipal user, string connectionId, SendFormNoteRequest request, CancellationToken ct)
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        var text = request.Text ?? CorrectionFor(room.Plan.RunSheet, request.Exercise, request.Fault);
        if (Check(request, text) is { } refusal)
            return refusal;

        var targets = request.To.Distinct().ToArray();
        var names = await ReadNamesAsync(request.SessionId, targets, ct);
        if (targets.Where(target => !names.ContainsKey(target)).ToArray() is { Length: > 0 } strangers)
        {
            return new Validation()
                .That(false, "to", $"Not in this class: {string.Join(", ", strangers)}. A form note goes to participants of this session.")
                .Problem!;
        }

        var notes = targets.Select(target => new FormNote(
            FormNoteId.New(), request.SessionId, target, names[target], user.DisplayName(), text!, request.Exercise, request.Fault, clock.NowMs())).ToArray();
        var repeated = await StoreAsync(user.MemberId(), request, notes, ct);
        if (repeated is not null)
            return repeated;

        foreach (var note in notes)
            wire.Tell(new NoteWord(request.SessionId, note));

        return new FormNoteAck([.. notes.Select(note => note.NoteId)], Repeated: false);
    }

    private static string? CorrectionFor(RunSheet sheet, string? exercise, string? fault) => sheet.Steps
        .Where(step => exercise is null || step.Exercise == exercise)
        .SelectMany(step => step.Faults)
        .FirstOrDefault(known => known.Slug == fault)?.Correction;

    private static Problem? Check(SendFormNoteRequest request, string? text)
    {
        var validation = new Validation()
            .Words(request.ClientNoteId, 64)
            .That(request.To is { Count: >= 1 and <= MostTargets }, "to", $"to must name 1 to {MostTargets} participants.")
            .That((request.Exercise?.Length ?? 0) <= LongestSlug, "exercise", "exercise is too long.")
            .That((request.Fault?.Length ?? 0) <= LongestSlug, "fault", "fault is too long.")
            .That(text is not null, "text", "text is missing, and fault names no fault of this class's exercises: write the correction.");
        if (text is not null)
            validation.Words(text, LongestText);
        return validation.Problem;
    }

    /// <summary>Names of those who were in this room as participants or hold a coached seat; others are left out.</summary>
    private async Task<Dictionary<MemberId, string>> ReadNamesAsync(SessionId sessionId, MemberId[] targets, CancellationToken ct)
    {
        var rows = await database.QueryAsync<NameRow>(
            $"""
            select member_id as MemberId, display_name as DisplayName from participants
            where session_id = @sessionId and role = @Participant and {database.Dialect.In("member_id", "targets")}
            union
            select seats.member_id, members.display_name
            from seats join members on members.member_id = seats.member_id
            where seats.session_id = @sessionId and seats.status = @Booked and {database.Dialect.In("seats.member_id", "targets")}
            """,
            new { sessionId, RoomRoles.Participant, Contracts.Events.SeatStatus.Booked, targets = database.Dialect.Ids(targets) },
            ct);
        return rows.GroupBy(row => row.MemberId).ToDictionary(group => group.Key, group => group.First().DisplayName);
    }

    /// <summary>Stores the notes; when this client id was used before nothing is stored and the earlier notes are acknowledged.</summary>
    private Task<FormNoteAck?> StoreAsync(MemberId sender, SendFormNoteRequest request, FormNote[] notes, CancellationToken ct) =>
        database.InBatchAsync($"notes/{request.SessionId}/{sender}", async (work, token) => await StoreAsync(work, sender, request, notes, token), ct);

    private static async Task<FormNoteAck?> StoreAsync(
        UnitOfWork work, MemberId sender, SendFormNoteRequest request, FormNote[] notes, CancellationToken ct)
    {
        var before = await work.QueryAsync<FormNoteId>(
            """
            select note_id from form_notes
            where session_id = @SessionId and from_member = @sender and client_note_id = @ClientNoteId order by note_id
            """,
            new { request.SessionId, sender, request.ClientNoteId },
            ct);
        if (before.Count > 0)
            return new FormNoteAck(before, Repeated: true);

        foreach (var note in notes)
        {
            await work.ExecuteAsync(
                """
                insert into form_notes (note_id, session_id, to_member, to_name, from_member, from_name, client_note_id, body, exercise, fault, at_ms)
                values (@NoteId, @SessionId, @To, @ToName, @sender, @FromName, @ClientNoteId, @Text, @Exercise, @Fault, @AtMs)
                """,
                new
                {
                    note.NoteId,
                    note.SessionId,
                    note.To,
                    note.ToName,
                    sender,
                    note.FromName,
                    request.ClientNoteId,
                    note.Text,
                    note.Exercise,
                    note.Fault,
                    note.AtMs,
                },
                ct);
        }

        return null;
    }

    private sealed class NameRow
    {
        public MemberId MemberId { get; init; }

        public string DisplayName { get; init; } = "";
    }
}
