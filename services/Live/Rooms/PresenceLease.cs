namespace UpperBack.Live.Rooms;

/// <summary>One connection's presence.</summary>
/// <param name="ConnectionId">SignalR's id, unique over all nodes.</param>
/// <param name="Member">Whose.</param>
/// <param name="Role">One of <see cref="RoomRoles"/>.</param>
/// <param name="DisplayName">The member's name.</param>
internal readonly record struct PresenceLease(string ConnectionId, MemberId Member, string Role, string DisplayName);

/// <summary>What changed in a room since it was last told.</summary>
/// <param name="Count">People here now.</param>
/// <param name="People">Who came, left, or has another name or role.</param>
internal sealed record PeopleChanges(int Count, IReadOnlyList<PersonChange> People);

/// <summary>A change of one person.</summary>
/// <param name="Member">Who.</param>
/// <param name="Now">As they are here now; null when they are not.</param>
/// <param name="WasLeader">Whether everybody may have been shown them.</param>
internal readonly record struct PersonChange(MemberId Member, RoomMember? Now, bool WasLeader);
