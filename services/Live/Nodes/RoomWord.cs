using System.Text.Json.Serialization;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Nodes;

/// <summary>What one node tells the others of a room, after it is stored. A word that is lost costs time, never a fact: cues have
/// offsets, and the rest is read again from SQL.</summary>
/// <param name="SessionId">Which room.</param>
[JsonPolymorphic]
[JsonDerivedType(typeof(CueWord), "cue")]
[JsonDerivedType(typeof(NoteWord), "note")]
[JsonDerivedType(typeof(MarkWord), "mark")]
[JsonDerivedType(typeof(ReactionsWord), "reactions")]
[JsonDerivedType(typeof(HandsWord), "hands")]
[JsonDerivedType(typeof(PlanWord), "plan")]
[JsonDerivedType(typeof(RemovalsWord), "removals")]
[JsonDerivedType(typeof(StreamWord), "stream")]
[JsonDerivedType(typeof(DayWord), "day")]
[JsonDerivedType(typeof(LeadWord), "lead")]
[JsonDerivedType(typeof(PreparedWord), "prepared")]
[JsonDerivedType(typeof(NameWord), "name")]
internal abstract record RoomWord(SessionId SessionId);

/// <summary>A cue was appended to the log.</summary>
internal sealed record CueWord(SessionId SessionId, Cue Cue) : RoomWord(SessionId);

/// <summary>A form note was sent.</summary>
internal sealed record NoteWord(SessionId SessionId, FormNote Note) : RoomWord(SessionId);

/// <summary>A form note was seen, or is better.</summary>
internal sealed record MarkWord(SessionId SessionId, FormNote Note) : RoomWord(SessionId);

/// <summary>Reactions that came in on one node since its last tick.</summary>
internal sealed record ReactionsWord(SessionId SessionId, IReadOnlyDictionary<string, int> Counts) : RoomWord(SessionId);

/// <summary>Hands were raised or lowered.</summary>
internal sealed record HandsWord(SessionId SessionId) : RoomWord(SessionId);

/// <summary>The session is planned otherwise.</summary>
internal sealed record PlanWord(SessionId SessionId) : RoomWord(SessionId);

/// <summary>Somebody was taken out, or let in again.</summary>
internal sealed record RemovalsWord(SessionId SessionId) : RoomWord(SessionId);

/// <summary>The video's status changed, or what of it is missing.</summary>
internal sealed record StreamWord(SessionId SessionId, string Status, string? Missing) : RoomWord(SessionId);

/// <summary>A member's day is kept.</summary>
internal sealed record DayWord(SessionId SessionId, MemberId MemberId, KeptDay Day) : RoomWord(SessionId);

/// <summary>The class is led from a new connection; those of earlier entries no longer lead.</summary>
internal sealed record LeadWord(SessionId SessionId, long Lead) : RoomWord(SessionId);

/// <summary>Prepared cues leave by themselves from now on, or no longer.</summary>
internal sealed record PreparedWord(SessionId SessionId) : RoomWord(SessionId);

/// <summary>A member who has to do with this session has another name.</summary>
internal sealed record NameWord(SessionId SessionId, MemberId MemberId, string DisplayName) : RoomWord(SessionId);
