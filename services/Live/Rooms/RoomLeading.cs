using NodaTime;
using UpperBack.Contracts.Events;

namespace UpperBack.Live.Rooms;

/// <summary>The part of a room that knows who leads it. It has a lock of its own, so that a lost leader is noticed
/// while a cue is being stored.</summary>
internal sealed partial class Room
{
    private volatile Leading leading = Leading.Nobody;
    private volatile StreamNotice video = new(plan.SessionId, StreamStatus.None);
    private volatile string? leaderLeft;
    private LeaderNotice? lastLeaderNotice;

    /// <summary>The highest leader epoch known, on whichever node it was acquired; connections with a lower one no
    /// longer lead.</summary>
    public long LeaderEpoch { get; private set; }

    /// <summary>Who leads, as last read from SQL.</summary>
    public Leading Leading => leading;

    /// <summary>Whether the leader's connection is missing.</summary>
    public LeaderAbsence Absence { get; private set; } = LeaderAbsence.None;

    /// <summary>The video: its status, and what of it is missing.</summary>
    public StreamNotice Video
    {
        get => video;
        set => video = value;
    }

    /// <summary>Somebody leads from another connection: those with an earlier epoch are notified and lead no more. A
    /// coach goes back to helping.</summary>
    public void Fence(long leaderEpoch)
    {
        RoomMembership[] superseded;
        lock (memberships)
        {
            superseded =
            [
                .. Connections.All.Where(membership =>
                    membership.LeaderEpoch >= LeaderEpoch && membership.LeaderEpoch < leaderEpoch
                ),
            ];
            LeaderEpoch = Math.Max(LeaderEpoch, leaderEpoch);
            foreach (var membership in superseded.Where(membership => membership.Role != RoomRoles.Instructor))
                Connections.Change(membership.Connection.Id, current =>
                    current.LeaderEpoch < leaderEpoch ? current with { LeaderEpoch = null } : current
                );
        }

        foreach (var membership in superseded)
            membership.Connection.Send(client => client.LeadMoved(new LeadNotice(SessionId)));
    }

    /// <summary>Adopts who leads, as it is stored, and notifies those whom it concerns.</summary>
    public void ApplyLeading(Leading stored, Instant now)
    {
        lock (memberships)
        {
            Fence(stored.LeaderEpoch);
            var before = leading;
            if (stored.LeaderEpoch < before.LeaderEpoch || stored == before)
                return;

            leading = stored;
            if (stored.Connection != before.Connection)
                Absence = LeaderAbsence.None;
            if (stored.PreparedSince != before.PreparedSince)
            {
                var notice = new PreparedNotice(SessionId, stored.PreparedSince?.ToUnixTimeMilliseconds());
                Connections.SendToLeaders(client => client.PreparedChanged(notice));
            }

            SendLeader(now);
        }
    }

    /// <summary>Notes whether the leader's connection is present, and sends everybody the leader when that changes. One
    /// on another node is not missing because that node was not heard.</summary>
    public void ObserveLeader(bool hasHeardOthers, Instant now)
    {
        lock (memberships)
        {
            var connection = leading.Connection;
            var isPresent = People.Has(connection);
            if (isPresent || hasHeardOthers || connection is null || connection == leaderLeft)
                Absence = Absence.Observed(isPresent, now);
            SendLeader(now);
        }
    }

    /// <summary>Restores an absence that began before anybody was here; whoever joins reads it in the join
    /// result.</summary>
    public void RestoreAbsence(LeaderAbsence absence, Instant now)
    {
        lock (memberships)
        {
            Absence = absence;
            lastLeaderNotice = LeaderAt(now);
        }
    }

    /// <summary>Who leads, and whether they are away.</summary>
    public LeaderNotice LeaderAt(Instant now) =>
        new(SessionId, leading.Member, leading.DisplayName, Absence.IsAway(now, IsLive, Video.Status));

    /// <summary>The leader epoch of a connection; null when it does not lead.</summary>
    public long? LeaderEpochOf(string connectionId) => Connections.Find(connectionId)?.LeaderEpoch;

    private void RenameLeader(MemberId member, string name)
    {
        lock (memberships)
        {
            if (leading.Member == member)
                leading = leading with { DisplayName = name };
        }
    }

    private void SendLeader(Instant now)
    {
        var notice = LeaderAt(now);
        if (notice == lastLeaderNotice)
            return;

        lastLeaderNotice = notice;
        Connections.SendToAll(client => client.LeaderChanged(notice));
    }
}
