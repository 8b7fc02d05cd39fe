using UpperBack.Live.Rooms;

namespace UpperBack.Live.Presence;

/// <summary>What of the changes in a room a viewer is told. Pure.</summary>
internal static class PresenceView
{
    /// <summary>The difference for viewers who are shown the leaders and some of the participants.</summary>
    /// <param name="sessionId">Which room.</param>
    /// <param name="count">People in it.</param>
    /// <param name="isListed">Whether everybody is listed.</param>
    /// <param name="people">Who changed.</param>
    /// <param name="isShown">Which participants are shown.</param>
    public static PresenceDifference Difference(
        SessionId sessionId,
        int count,
        bool isListed,
        IReadOnlyList<PersonChange> people,
        Func<MemberId, bool> isShown
    )
    {
        var (joined, left) = (new List<RoomMember>(), new List<MemberId>());
        foreach (var person in people)
        {
            if (person.Now is { } now && (now.Role != RoomRoles.Participant || isShown(person.Member)))
                joined.Add(now);
            else if (person.WasLeader || isShown(person.Member))
                left.Add(person.Member);
        }

        return new PresenceDifference(sessionId, count, isListed, joined, left);
    }
}
