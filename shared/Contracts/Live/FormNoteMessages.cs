using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Live;

/// <summary>A private correction; instructor or coach.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="ClientNoteId">Chosen by the sender, 1 to 64 characters; sending it again is not a second note.</param>
/// <param name="To">The members it is for, 1 to 50.</param>
/// <param name="Text">The words, 1 to 500 characters; may be null when <paramref name="Fault"/> is given, which then supplies them.</param>
/// <param name="Exercise">Slug of the exercise, or null.</param>
/// <param name="Fault">Slug of the fault, or null.</param>
public sealed record SendFormNoteRequest(
    SessionId SessionId,
    string ClientNoteId,
    IReadOnlyList<MemberId> To,
    string? Text = null,
    string? Exercise = null,
    string? Fault = null);

/// <summary>The notes are stored; whoever of the targets is away finds them on return.</summary>
/// <param name="NoteIds">One note a target, in the order of the request.</param>
/// <param name="Repeated">True when this client id was sent before.</param>
public sealed record FormNoteAck(IReadOnlyList<FormNoteId> NoteIds, bool Repeated);

/// <summary>A private correction to one participant.</summary>
/// <param name="NoteId">Its id.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="ToName">Their display name.</param>
/// <param name="FromName">Display name of who sent it.</param>
/// <param name="Text">The words.</param>
/// <param name="Exercise">Slug of the exercise, or null.</param>
/// <param name="Fault">Slug of the fault, or null.</param>
/// <param name="AtMs">The server's clock in Unix milliseconds.</param>
public sealed record FormNote(
    FormNoteId NoteId,
    SessionId SessionId,
    MemberId To,
    string ToName,
    string FromName,
    string Text,
    string? Exercise,
    string? Fault,
    long AtMs);
