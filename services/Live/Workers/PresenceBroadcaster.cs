using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Workers;

/// <summary>Sends a room, merged, who joined and left since the last time.</summary>
internal sealed class PresenceBroadcaster(IOptions<LiveOptions> options, TimeProvider clock)
{
    // Each telling goes to everybody: a crowd that is coming in would be told of little else.
    private const long CountEveryMs = 5_000;

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

        var common = PresenceView.Difference(
            room.SessionId,
            changes.Count,
            isListed,
            startsAnew ? [] : changes.People,
            _ => isListed
        );
        if (startsAnew)
            common = common with { Joined = room.People.ShowAgain(isListed) };
        var isForAll =
            isListed
            || common.Joined.Count + common.Left.Count > 0
            || startsAnew
            || clock.NowMs() - last.AtMs >= CountEveryMs;
        if (isListed)
            room.Connections.SendToAll(client => client.PresenceChanged(common));
        else if (isForAll || changes.People.Count > 0)
            SendToEach(room, changes, common, startsAnew, isForAll);
        if (isForAll)
            (last.IsListed, last.Count, last.AtMs) = (isListed, changes.Count, clock.NowMs());
    }

    /// <summary>A crowded room shows the leaders to everybody, and to each their friends.</summary>
    private static void SendToEach(
        Room room,
        PeopleChanges changes,
        PresenceDifference common,
        bool startsAnew,
        bool isForAll
    )
    {
        var changed = changes.People.Select(person => person.Member).ToHashSet();
        var once = new MessageBatch([LiveMessage.Of(client => client.PresenceChanged(common))]);
        foreach (var membership in room.Connections.All)
        {
            if (OwnDifference(room, membership.Friends, changed, changes, common, startsAnew) is { } own)
                membership.Connection.Send(client => client.PresenceChanged(own));
            else if (isForAll)
                membership.Connection.Send(once);
        }
    }

    /// <summary>The difference with a viewer's friends; null when none of them is in it.</summary>
    private static PresenceDifference? OwnDifference(
        Room room,
        IReadOnlySet<MemberId> friends,
        HashSet<MemberId> changed,
        PeopleChanges changes,
        PresenceDifference common,
        bool startsAnew
    )
    {
        if (friends.Count == 0)
            return null;
        if (startsAnew)
            return common with
            {
                Joined = [.. common.Joined.UnionBy(room.People.Find(friends), person => person.MemberId)],
            };

        return friends.Overlaps(changed)
            ? PresenceView.Difference(room.SessionId, common.Count, false, changes.People, friends.Contains)
            : null;
    }

    private sealed class LastSent
    {
        public bool IsListed { get; set; } = true;

        public int Count { get; set; }

        public long AtMs { get; set; }
    }
}
