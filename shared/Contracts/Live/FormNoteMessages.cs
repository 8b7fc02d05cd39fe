using System.ComponentModel.DataAnnotations;
using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Live;

/// <summary>A private correction; instructor or coach.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="ClientNoteId">Chosen by the sender, 1 to 64 characters; sending it again is not a second note.</param>
/// <param name="To">The members it is for, 1 to 50; empty when <paramref name="Cohort"/> is given.</param>
/// <param name="Text">The words, 1 to 500 characters; may be null when <paramref name="Fault"/> is given, which then
/// supplies them. <c>{name}</c> becomes the first name of each target, <c>{exercise}</c> the name of the exercise,
/// <c>{side}</c> the side of the current step.</param>
/// <param name="Exercise">Slug of the exercise, or null.</param>
/// <param name="Fault">Slug of the fault, or null.</param>
/// <param name="Cohort">Sends it to all who were noted for this fault in this session, instead of to <paramref
/// name="To"/>.</param>
/// <param name="Force">True to note the same fault of the same member again although a leader did so within the last
/// minute.</param>
/// <param name="Again">What <paramref name="Force"/> was called in 0.1: pages and nodes of that version still say
/// it.</param>
public sealed record SendFormNoteRequest(
    SessionId SessionId,
    [StringLength(LiveLimits.ClientId, MinimumLength = 1)] string ClientNoteId,
    [MaxLength(LiveLimits.NoteTargets)] IReadOnlyList<MemberId> To,
    [MaxLength(LiveLimits.NoteText)] string? Text = null,
    [MaxLength(LiveLimits.Slug)] string? Exercise = null,
    [MaxLength(LiveLimits.Slug)] string? Fault = null,
    FormNoteCohort? Cohort = null,
    bool Force = false,
    [property: Obsolete(FormerNames.Gone)] bool Again = false
);

/// <summary>What was called otherwise in 0.1 is told by both names until the next version, for pages and nodes of
/// 0.1 that are still open while a platform is upgraded.</summary>
internal static class FormerNames
{
    public const string Gone = "A name of 0.1, gone in 0.3.";
}

/// <summary>All who were noted for one fault in a session.</summary>
/// <param name="Exercise">Slug of the exercise.</param>
/// <param name="Fault">Slug of the fault.</param>
public sealed record FormNoteCohort(string Exercise, string Fault);

/// <summary>The notes are stored; whoever of the targets is away finds them on return.</summary>
/// <param name="NoteIds">One note a target, in the order of the request.</param>
/// <param name="Repeated">True when this client id was sent before.</param>
/// <param name="Skipped">Targets that got no note, because another leader noted the same fault of theirs within the
/// last minute; null when there are none.</param>
public sealed record FormNoteAck(
    IReadOnlyList<FormNoteId> NoteIds,
    bool Repeated,
    IReadOnlyList<MemberId>? Skipped = null
)
{
    /// <summary><see cref="Skipped"/> by its name of 0.1.</summary>
    [Obsolete(FormerNames.Gone)]
    public IReadOnlyList<MemberId>? Doubled => Skipped;
}

/// <summary>Marks a form note: that it was seen, or that it helped. Marking again changes nothing.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="NoteId">Which note: the member's own, or as a leader any of the session.</param>
/// <param name="Mark">One of <see cref="FormNoteMarks"/>.</param>
public sealed record MarkFormNoteRequest(
    SessionId SessionId,
    FormNoteId NoteId,
    [OneOf(typeof(FormNoteMarks))] string Mark
);

/// <summary>What can be said of a form note.</summary>
public static class FormNoteMarks
{
    /// <summary>Its member has seen it; only they say so.</summary>
    public const string Seen = "seen";

    /// <summary>It is better now; its member or a leader says so.</summary>
    public const string Better = "better";
}

/// <summary>A private correction to one participant.</summary>
/// <param name="NoteId">Its id.</param>
/// <param name="SessionId">Which session.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="ToName">Their display name.</param>
/// <param name="FromName">Display name of who sent it.</param>
/// <param name="Text">The words.</param>
/// <param name="Exercise">Slug of the exercise, or null.</param>
/// <param name="Fault">Slug of the fault, or null.</param>
/// <param name="SentAtMs">The server's clock in Unix milliseconds.</param>
/// <param name="SeenAtMs">When its member saw it; null before.</param>
/// <param name="ResolvedAtMs">When it was said to be better; null before.</param>
/// <param name="BetterBy">Display name of who said so.</param>
/// <param name="From">Who sent it.</param>
/// <param name="FromFault">True when its words are the fault's own correction, which a page may say in its reader's
/// language; false for words that a leader wrote; null when it is not known, of a note from before 0.2.</param>
public sealed record FormNote(
    FormNoteId NoteId,
    SessionId SessionId,
    MemberId To,
    string ToName,
    string FromName,
    string Text,
    string? Exercise,
    string? Fault,
    long SentAtMs,
    long? SeenAtMs = null,
    long? ResolvedAtMs = null,
    string? BetterBy = null,
    MemberId? From = null,
    bool? FromFault = null
)
{
    /// <summary><see cref="SentAtMs"/> by its name of 0.1.</summary>
    [Obsolete(FormerNames.Gone)]
    public long AtMs => SentAtMs;

    /// <summary><see cref="ResolvedAtMs"/> by its name of 0.1.</summary>
    [Obsolete(FormerNames.Gone)]
    public long? BetterAtMs => ResolvedAtMs;
}
