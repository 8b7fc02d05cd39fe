using NodaTime;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Rooms;

internal sealed partial class Room
{
    /// <summary>A room that its holder has to itself until it is disposed: the only way to change its log, its plan,
    /// the class's times and who was removed. What it sends is queued in the order in which it happens here.</summary>
    internal sealed class LockedRoom(Room room) : IDisposable
    {
        private SemaphoreSlim? gate = room.gate;

        /// <summary>The room itself.</summary>
        public Room Room => room;

        /// <summary>The recent part of the log.</summary>
        public CueLog Log => room.log;

        /// <summary>True when this cue is the next one of the log.</summary>
        public bool IsNext(Cue cue) => cue.Epoch == Log.Epoch && cue.Offset == Log.Head + 1;

        /// <summary>Appends a stored cue and queues it for everybody.</summary>
        public void Append(Cue cue)
        {
            Log.Append(cue);
            var at = Instant.FromUnixTimeMilliseconds(cue.AtMs);
            if (cue.Content.Kind == CueKinds.ClassStarted)
                room.record = room.record with { ClassStartedAt = room.record.ClassStartedAt ?? at };
            if (cue.Content.Kind == CueKinds.ClassEnded)
                room.record = room.record with { ClassEndedAt = room.record.ClassEndedAt ?? at };
            room.Connections.SendToAll(cue);
        }

        /// <summary>Replaces a log that was lost, and sends everybody the new one.</summary>
        public void ResetLog(CueLog another, RoomRecord stored)
        {
            room.log = another;
            room.Connections.ForgetRecovered();
            room.record = room.record with
            {
                Epoch = another.Epoch,
                ClassStartedAt = stored.ClassStartedAt,
                ClassEndedAt = stored.ClassEndedAt,
                LedUntil = stored.LedUntil,
            };
            var notice = new ResyncNotice(room.SessionId, CueLog.Replaced);
            room.Connections.SendToAll(client => client.Resync(notice));
            foreach (var cue in another.ReadAfter(null).Cues)
                room.Connections.SendToAll(cue);
        }

        /// <summary>Adopts another plan unless it is an older one: roles change at once, and everybody is sent a run
        /// sheet that differs.</summary>
        public void Replan(SessionPlan another)
        {
            if (another.Revision <= room.plan.Revision)
                return;

            var sheet = StoredRunSheet.Of(another.RunSheet);
            var isSame = sheet.Revision == room.runSheet.Revision;
            (RoomMembership Before, RoomMembership After)[] changed;
            lock (room.memberships)
            {
                room.plan = another;
                room.runSheet = sheet;
                changed =
                [
                    .. room
                        .Connections.All.Select(membership => (Before: membership, After: ByPlan(membership)))
                        .Where(membership => membership.Before != membership.After),
                ];
                foreach (var (_, after) in changed)
                {
                    room.Connections.Change(after.Connection.Id, ByPlan);
                    room.People.Change(after.Lease);
                }
            }

            foreach (var (_, after) in changed)
                after.Connection.Send(client => client.RoleChanged(new RoleNotice(room.SessionId, after.Role)));
            if (isSame)
                return;

            var notice = new RunSheetNotice(room.SessionId, another.RunSheet);
            room.Connections.SendToAll(client => client.RunSheetChanged(notice));
        }

        /// <summary>Adds a connection with its role by the present plan.</summary>
        public RoomMembership Admit(RoomMembership membership)
        {
            lock (room.memberships)
            {
                membership = ByPlan(membership);

                // First: when the connection is lost right now, what is returned must have been taken.
                room.People.Take(membership.Lease);
                room.Connections.Add(membership);
                return membership;
            }
        }

        /// <summary>Shows a member under another name, in the log too.</summary>
        public void Rename(MemberId member, string name)
        {
            Log.Rename(member, name);
            room.Connections.ForgetRecovered();
            room.People.Rename(member, name);
            room.RenameLeader(member, name);
            var isLeader = RoomPolicy.RoleOf(member, room.plan) != RoomRoles.Participant;
            var notice = new RenameNotice(room.SessionId, member, name);
            var once = new MessageBatch([LiveMessage.Of(client => client.MemberRenamed(notice))]);
            foreach (var membership in room.Connections.All)
            {
                var isTheirs = membership.Connection.Member == member;
                if (isTheirs)
                    room.Connections.Change(membership.Connection.Id, current => current with { DisplayName = name });
                if (isTheirs || isLeader || membership.IsLeader)
                    membership.Connection.Send(once);
            }
        }

        /// <summary>Sets who is removed from the session, and takes out those of them who are here.</summary>
        public void Remove(IEnumerable<MemberId> members)
        {
            room.removed = [.. members];
            TakeOut(
                room.Connections.All.Where(membership => room.removed.Contains(membership.Connection.Member)),
                RoomAccess.RemovedNotice(room.SessionId)
            );
        }

        /// <summary>Closes the room: everybody is out and nobody can be admitted.</summary>
        public void Close(Instant now, RoomClosedNotice notice)
        {
            room.record = room.record with { ClosedAt = now };
            TakeOut(room.Connections.All, notice);
        }

        /// <summary>Lets the next holder in.</summary>
        public void Dispose() => Interlocked.Exchange(ref gate, null)?.Release();

        private void TakeOut(IEnumerable<RoomMembership> memberships, RoomClosedNotice notice)
        {
            var once = new MessageBatch([LiveMessage.Of(client => client.RoomClosed(notice))]);
            foreach (var membership in memberships.ToArray())
            {
                room.Remove(membership.Connection.Id);
                membership.Connection.Exit(room.SessionId);
                membership.Connection.Send(once);
            }
        }

        private RoomMembership ByPlan(RoomMembership membership) =>
            RoomPolicy.RoleOf(membership.Connection.Member, room.plan, membership.IsAdmin) is var role
            && role == membership.Role
                ? membership
                : membership with
                {
                    Role = role,
                    LeaderEpoch = role is RoomRoles.Instructor or RoomRoles.Coach ? membership.LeaderEpoch : null,
                };
    }
}
