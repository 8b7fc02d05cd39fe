using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Rooms;

/// <summary>The part of a room that knows who leads it.</summary>
internal sealed partial class Room
{
    private volatile Leading leading = Leading.Nobody;
    private volatile string video = StreamStatus.None;
    private LeaderNotice? toldLeader;

    /// <summary>The last entry of those who lead, on whichever node; earlier ones lead no more.</summary>
    public long LeaderEpoch { get; private set; }

    /// <summary>Who leads, as it was last read.</summary>
    public Leading Leading => leading;

    /// <summary>Whether the connection that leads is missing.</summary>
    public LeaderAbsence Absence { get; private set; } = LeaderAbsence.None;

    /// <summary>How the video stands.</summary>
    public string Video
    {
        get => video;
        set => video = value;
    }

    /// <summary>Somebody leads from another connection: those of earlier entries are told that they lead no more. A
    /// coach then helps again.</summary>
    public void Fence(long lead)
    {
        RoomMembership[] moved;
        lock (Connections)
        {
            moved =
            [
                .. Connections.All.Where(membership =>
                    membership.LeaderEpoch >= LeaderEpoch && membership.LeaderEpoch < lead
                ),
            ];
            LeaderEpoch = Math.Max(LeaderEpoch, lead);
            foreach (var membership in moved.Where(membership => membership.Role != RoomRoles.Instructor))
                Connections.Change(membership.Connection.Id, here =>
                    here.LeaderEpoch < lead ? here with { LeaderEpoch = null } : here
                );
        }

        foreach (var membership in moved)
            membership.Connection.Send(client => client.LeadMoved(new LeadNotice(SessionId)));
    }

    /// <summary>Takes in who leads, as it is stored, and tells those whom it concerns.</summary>
    public void ApplyLeading(Leading stored, Instant now)
    {
        lock (Connections)
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

            TellLeader(now);
        }
    }

    /// <summary>Notes whether the connection that leads is there, and tells everybody when that makes a difference to
    /// them.</summary>
    public void LookForLeader(bool isHere, Instant now)
    {
        lock (Connections)
        {
            Absence = Absence.Seen(isHere, now);
            TellLeader(now);
        }
    }

    /// <summary>What is known of who leads before anybody is here to see it; it is told by joining.</summary>
    public void Recall(LeaderAbsence absence, Instant now)
    {
        lock (Connections)
        {
            Absence = absence;
            toldLeader = LeaderAt(now);
        }
    }

    /// <summary>Who leads, and whether they are away.</summary>
    public LeaderNotice LeaderAt(Instant now) =>
        new(SessionId, leading.Member, leading.DisplayName, Absence.IsAway(now, IsLive, Video));

    /// <summary>The entry of those who lead that a connection comes from; null when it does not lead.</summary>
    public long? LeadOf(string connectionId) => Connections.Find(connectionId)?.LeaderEpoch;

    private void TellLeader(Instant now)
    {
        var notice = LeaderAt(now);
        if (notice == toldLeader)
            return;

        toldLeader = notice;
        Connections.SendToAll(client => client.LeaderChanged(notice));
    }
}
