namespace UpperBack.Live.Presence;

/// <summary>Whom a crowded room still shows by name. Pure.</summary>
internal static class PresenceView
{
    /// <summary>Leaders and the viewer's friends, of those present.</summary>
    public static IReadOnlySet<MemberId> ShownIn(
        IReadOnlyDictionary<MemberId, string> roles,
        IReadOnlySet<MemberId> friends
    ) =>
        roles
            .Where(person => person.Value != RoomRoles.Participant || friends.Contains(person.Key))
            .Select(person => person.Key)
            .ToHashSet();
}
