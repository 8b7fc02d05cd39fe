using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Workers;

/// <summary>Sends a room, merged, who joined and left since the last time.</summary>
internal sealed class PresenceBroadcaster(PresenceLeases leases, IOptions<LiveOptions> options)
{
    private readonly ConditionalWeakTable<Room, LastSent> lastSent = [];

    /// <summary>Renews this node's leases.</summary>
    public Task RenewAsync(Room room, CancellationToken ct)
    {
        var held = room.Connections.All.ToArray();
        // mutation presence-emptied: return Task.CompletedTask;
        return held.Length == 0 ? Task.CompletedTask : leases.RenewAsync(room.SessionId, held, ct);
    }

    /// <summary>Sends the difference to everybody here, when there is one.</summary>
    /// <returns>All leases that there are.</returns>
    public async Task<IReadOnlyList<PresenceLease>> SendChangesAsync(Room room, CancellationToken ct)
    {
        var all = await ReadAsync(room, ct);
        var changed = room.PendingUpdates.DrainToAnnounce();
        var shown = room.PendingUpdates.DrainShown();
        try
        {
            await SendDifferenceAsync(room, PresenceLeases.RolesOf(all), changed, shown, ct);
            return all;
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            if (shown is not null)
                room.PendingUpdates.AddShown(shown);
            foreach (var member in changed)
                room.PendingUpdates.AnnounceAgain(member);
            throw;
        }
    }

    private async Task SendDifferenceAsync(
        Room room,
        Dictionary<MemberId, string> roles,
        IReadOnlyCollection<MemberId> changed,
        IReadOnlySet<MemberId>? shown,
        CancellationToken ct
    )
    {
        var last = lastSent.GetOrCreateValue(room);
        var present = roles.Keys.ToHashSet();
        var listed = present.Count <= options.Value.PresenceListLimit;
        var before = listed == last.Listed ? last.Present : [];
        var difference = PresenceDifferences
            .Between(before, present)
            .Including(changed, present)
            .Missing(shown ?? new HashSet<MemberId>(), present);

        // The last difference may have overtaken the join result of somebody who joined in between: it is sent
        // again.
        var message = last.HadJoins || shown is not null ? difference.After(last.Difference, present) : difference;
        if (!message.IsEmpty || listed != last.Listed)
        {
            if (listed)
                await SendAsync(room, room.Connections.All, message, roles, listed, ct);
            else
                await SendToEachAsync(room, message, roles, ct);
        }

        // Only now: when names cannot be read, the next tick sends the same difference.
        (last.Present, last.Listed, last.HadJoins, last.Difference) = (present, listed, shown is not null, difference);
    }

    /// <summary>The room's leases; when some of this node's own are missing, Redis was emptied, and they are taken
    /// again first.</summary>
    private async Task<IReadOnlyList<PresenceLease>> ReadAsync(Room room, CancellationToken ct)
    {
        var all = await leases.ReadAsync(room.SessionId, ct);
        if (room.Connections.All.Select(PresenceLeases.LeaseOf).All(all.ToHashSet().Contains))
            return all;

        // mutation presence-emptied
        await RenewAsync(room, ct);
        return await leases.ReadAsync(room.SessionId, ct);
    }

    /// <summary>A crowded room: leaders see the leaders and everybody else too, a participant the leaders and their
    /// friends.</summary>
    private async Task SendToEachAsync(
        Room room,
        PresenceDifferences difference,
        Dictionary<MemberId, string> roles,
        CancellationToken ct
    )
    {
        var nobody = new HashSet<MemberId>();
        var leaders = difference.Among(PresenceView.ShownIn(roles, nobody).Concat(difference.Left).ToHashSet());
        var withoutFriends = new List<RoomMembership>();
        foreach (var membership in room.Connections.All)
        {
            if (membership.Friends.Count == 0)
                withoutFriends.Add(membership);
            else
                await SendAsync(
                    room,
                    [membership],
                    difference.Among(
                        PresenceView.ShownIn(roles, membership.Friends).Concat(difference.Left).ToHashSet()
                    ),
                    roles,
                    false,
                    ct
                );
        }

        await SendAsync(room, withoutFriends, leaders, roles, false, ct);
    }

    private async Task SendAsync(
        Room room,
        IEnumerable<RoomMembership> memberships,
        PresenceDifferences difference,
        Dictionary<MemberId, string> roles,
        bool listed,
        CancellationToken ct
    )
    {
        var joined = await leases.NameAsync(room.SessionId, roles, difference.Joined, ct);
        var message = new PresenceDifference(room.SessionId, roles.Count, listed, joined, [.. difference.Left]);
        foreach (var membership in memberships)
            membership.Connection.Send(client => client.PresenceChanged(message));
    }

    private sealed class LastSent
    {
        public HashSet<MemberId> Present { get; set; } = [];

        public bool Listed { get; set; } = true;

        /// <summary>Whether somebody joined since the one before.</summary>
        public bool HadJoins { get; set; }

        public PresenceDifferences Difference { get; set; } = PresenceDifferences.None;
    }
}
