using System.Text.Json.Serialization;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Nodes;

/// <summary>What one node tells the others of a room, after it is stored. A word that is lost costs time, never a fact:
/// cues have offsets, and the rest is read again from SQL.</summary>
/// <param name="SessionId">Which room.</param>
[JsonPolymorphic]
[JsonDerivedType(typeof(CueAppended), "cue")]
[JsonDerivedType(typeof(FormNoteSent), "note")]
[JsonDerivedType(typeof(FormNoteMarked), "mark")]
[JsonDerivedType(typeof(ReactionsTallied), "reactions")]
[JsonDerivedType(typeof(HandsChanged), "hands")]
[JsonDerivedType(typeof(PlanChanged), "plan")]
[JsonDerivedType(typeof(RemovalsChanged), "removals")]
[JsonDerivedType(typeof(VideoChanged), "stream")]
[JsonDerivedType(typeof(MemberDayKept), "day")]
[JsonDerivedType(typeof(LeaderChanged), "lead")]
[JsonDerivedType(typeof(PreparedSendingChanged), "prepared")]
[JsonDerivedType(typeof(MemberRenamed), "name")]
internal abstract record NodeMessage(SessionId SessionId);

/// <summary>A cue was appended to the log.</summary>
internal sealed record CueAppended(SessionId SessionId, Cue Cue) : NodeMessage(SessionId);

/// <summary>A form note was sent.</summary>
internal sealed record FormNoteSent(SessionId SessionId, FormNote Note) : NodeMessage(SessionId);

/// <summary>A form note was seen, or is better.</summary>
internal sealed record FormNoteMarked(SessionId SessionId, FormNote Note) : NodeMessage(SessionId);

/// <summary>Reactions that came in on one node since its last tick.</summary>
internal sealed record ReactionsTallied(SessionId SessionId, IReadOnlyDictionary<string, int> Counts)
    : NodeMessage(SessionId);

/// <summary>Hands were raised or lowered.</summary>
internal sealed record HandsChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>The session is planned otherwise.</summary>
internal sealed record PlanChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>Somebody was taken out, or let in again.</summary>
internal sealed record RemovalsChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>The video's status changed, or what of it is missing.</summary>
internal sealed record VideoChanged(SessionId SessionId, string Status, string? Missing) : NodeMessage(SessionId);

/// <summary>A member's day is kept.</summary>
internal sealed record MemberDayKept(SessionId SessionId, MemberId MemberId, KeptDay Day) : NodeMessage(SessionId);

/// <summary>The class is led from a new connection; those of earlier entries no longer lead.</summary>
internal sealed record LeaderChanged(SessionId SessionId, long LeaderEpoch) : NodeMessage(SessionId);

/// <summary>Prepared cues leave by themselves from now on, or no longer.</summary>
internal sealed record PreparedSendingChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>A member who has to do with this session has another name.</summary>
internal sealed record MemberRenamed(SessionId SessionId, MemberId MemberId, string DisplayName)
    : NodeMessage(SessionId);
