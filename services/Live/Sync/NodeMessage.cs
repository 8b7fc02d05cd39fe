using System.Text.Json.Serialization;

namespace UpperBack.Live.Sync;

/// <summary>What one node publishes of a room, after it is stored. A message that is lost costs time, never a fact:
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

/// <summary>A form note was marked as seen or better.</summary>
internal sealed record FormNoteMarked(SessionId SessionId, FormNote Note) : NodeMessage(SessionId);

/// <summary>Reactions that one node counted since its last tick.</summary>
internal sealed record ReactionsTallied(SessionId SessionId, IReadOnlyDictionary<string, int> Counts)
    : NodeMessage(SessionId);

/// <summary>Hands were raised or lowered.</summary>
internal sealed record HandsChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>The session's plan changed.</summary>
internal sealed record PlanChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>A member was removed or readmitted.</summary>
internal sealed record RemovalsChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>The video's status changed, or what of it is missing.</summary>
internal sealed record VideoChanged(SessionId SessionId, string Status, string? Missing) : NodeMessage(SessionId);

/// <summary>A member's day is kept.</summary>
internal sealed record MemberDayKept(SessionId SessionId, MemberId MemberId, KeptDay Day) : NodeMessage(SessionId);

/// <summary>The class is led from another connection; those with a lower epoch no longer lead.</summary>
internal sealed record LeaderChanged(SessionId SessionId, [property: JsonPropertyName("lead")] long LeaderEpoch)
    : NodeMessage(SessionId);

/// <summary>Prepared cues are sent automatically from now on, or no longer.</summary>
internal sealed record PreparedSendingChanged(SessionId SessionId) : NodeMessage(SessionId);

/// <summary>A member whom this session shows has another name.</summary>
internal sealed record MemberRenamed(SessionId SessionId, MemberId MemberId, string DisplayName)
    : NodeMessage(SessionId);
