using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Workers;

/// <summary>Sends a room, merged, who joined and left since the last time.</summary>
internal sealed class PresenceBroadcaster(IOptions<LiveOptions> options)
{
    private readonly ConditionalWeakTable<Room, LastSent> lastSent = [];

    /// <summary>Sends the difference to everybody here, when there is one.</summary>
    public void SendChanges(Room room)
    {
        var last = lastSent.GetOrCreateValue(room);
        var changes = room.People.DrainChanges();
        var isListed = changes.Count <= options.Value.PresenceListLimit;
        var startsAnew = isListed != last.IsListed;
        if (changes.People.Count == 0 && changes.Count == last.Count && !startsAnew)
            return;

        (last.IsListed, last.Count) = (isListed, changes.Count);
        var common = PresenceView.Difference(
            room.SessionId,
            changes.Count,
            isListed,
            startsAnew ? [] : changes.People,
            _ => isListed
        );
        if (startsAnew)
            common = common with { Joined = room.People.ShowAgain(isListed) };
        if (isListed)
            room.Connections.SendToAll(client => client.PresenceChanged(common));
        else
            SendToEach(room, changes, common, startsAnew);
    }

    /// <summary>A crowded room shows the leaders to everybody, and to each their friends.</summary>
    private static void SendToEach(Room room, PeopleChanges changes, PresenceDifference common, bool startsAnew)
    {
        var changed = changes.People.Select(person => person.Member).ToHashSet();
        foreach (var membership in room.Connections.All)
        {
            var friends = membership.Friends;
            var message = common;
            if (startsAnew && friends.Count > 0)
                message = common with
                {
                    Joined = [.. common.Joined.UnionBy(room.People.Find(friends), person => person.MemberId)],
                };
            else if (friends.Count > 0 && friends.Overlaps(changed))
                message = PresenceView.Difference(
                    room.SessionId,
                    common.Count,
                    false,
                    changes.People,
                    friends.Contains
                );
            membership.Connection.Send(client => client.PresenceChanged(message));
        }
    }

    private sealed class LastSent
    {
        public bool IsListed { get; set; } = true;

        public int Count { get; set; }
    }
}
