using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Live.Cues;

namespace UpperBack.Live.Rooms;

/// <summary>A session's room in this process. What must survive is in SQL before it is here. Everything mutable is
/// touched only inside <see cref="LockAsync"/>, except the connections and which of them leads, which are safe by
/// themselves.</summary>
internal sealed partial class Room(SessionPlan plan, RoomRecord facts, CueLog log, IEnumerable<MemberId> removed)
    : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile SessionPlan plan = plan;

    public SessionId SessionId { get; } = plan.SessionId;

    /// <summary>The session as it is planned now.</summary>
    public SessionPlan Plan => plan;

    public CueLog Log { get; private set; } = log;

    public Instant? ClassStartedAt { get; set; } = facts.ClassStartedAt;

    public Instant? ClassEndedAt { get; set; } = facts.ClassEndedAt;

    public Instant? ClosedAt { get; set; } = facts.ClosedAt;

    /// <summary>Whom a leader took out of the session.</summary>
    public ImmutableHashSet<MemberId> Removed { get; set; } = [.. removed];

    /// <summary>Who is connected here, on this node.</summary>
    public RoomConnections Connections { get; } = new();

    /// <summary>What the once-a-second tick has to tell.</summary>
    public PendingRoomUpdates PendingUpdates { get; } = new();

    public RoomRecord Record => new(Log.Epoch, ClassStartedAt, ClassEndedAt, ClosedAt);

    /// <summary>The step that is on; null before the first and after the class.</summary>
    public RunSheetStep? CurrentStep => plan.RunSheet.Steps.ElementAtOrDefault(Log.StepIndex);

    /// <summary>True while the class is on.</summary>
    public bool IsLive => ClassStartedAt is not null && ClassEndedAt is null;

    /// <summary>Takes the room for oneself until the result is disposed; appends and joins happen one at a
    /// time.</summary>
    public async Task<IDisposable> LockAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new Exit(gate);
    }

    /// <summary>Puts a stored cue into the log and queues it for everybody. Inside <see cref="LockAsync"/>.</summary>
    public void Broadcast(Cue cue)
    {
        Log.Append(cue);
        if (cue.Content.Kind == CueKinds.ClassStarted)
            ClassStartedAt ??= Instant.FromUnixTimeMilliseconds(cue.AtMs);
        if (cue.Content.Kind == CueKinds.ClassEnded)
            ClassEndedAt ??= Instant.FromUnixTimeMilliseconds(cue.AtMs);
        Connections.SendToAll(client => client.CueReceived(cue));
    }

    /// <summary>Shows a form note to its target and to the leaders, once on this node however often it is
    /// told.</summary>
    public void ShowNote(FormNote note)
    {
        if (!PendingUpdates.IsNewNote(note))
            return;

        Connections.SendToMember(note.To, client => client.FormNoteReceived(note));
        Connections.SendToLeaders(client => client.FormNoteReceived(note));
    }

    /// <summary>Shows what became of a form note to the same, once on this node however often it is told.</summary>
    public void ShowMarks(FormNote note)
    {
        if (!PendingUpdates.HasNewMarks(note))
            return;

        Connections.SendToMember(note.To, client => client.FormNoteChanged(note));
        Connections.SendToLeaders(client => client.FormNoteChanged(note));
    }

    /// <summary>Goes by another plan, unless it is an older one: who is something else by it is that at once, and
    /// everybody is told when something else will be done.</summary>
    /// <returns>What changed of those who are here.</returns>
    public IReadOnlyList<(RoomMembership Before, RoomMembership After)> Replan(SessionPlan another)
    {
        lock (Connections)
        {
            if (another.Revision <= plan.Revision)
                return [];

            var isSame =
                JsonSerializer.Serialize(another.RunSheet, RoomRegistry.Json)
                == JsonSerializer.Serialize(plan.RunSheet, RoomRegistry.Json);
            plan = another;
            var changed = Connections
                .All.Select(membership => (Before: membership, After: ByPlan(membership)))
                .Where(seat => seat.Before != seat.After)
                .ToArray();
            foreach (var (_, after) in changed)
            {
                Connections.Change(after.Connection.Id, ByPlan);
                after.Connection.Send(client => client.RoleChanged(new RoleNotice(SessionId, after.Role)));
            }

            if (isSame)
                return changed;

            // Queued before a later plan can be.
            var notice = new RunSheetNotice(SessionId, another.RunSheet);
            Connections.SendToAll(client => client.RunSheetChanged(notice));
            return changed;
        }
    }

    /// <summary>Adds a connection, as what it is by the present plan.</summary>
    public RoomMembership Admit(RoomMembership membership)
    {
        lock (Connections)
        {
            membership = ByPlan(membership);
            Connections.Add(membership);
            return membership;
        }
    }

    /// <summary>Calls somebody by another name, in the log too. Inside <see cref="LockAsync"/>.</summary>
    public void Rename(MemberId member, string name)
    {
        Log.Rename(member, name);
        if (leading.Member == member)
            leading = leading with { DisplayName = name };
        var isLeader = RoomPolicy.RoleOf(member, plan) != RoomRoles.Participant;
        var notice = new RenameNotice(SessionId, member, name);
        foreach (var membership in Connections.All)
        {
            var isTheirs = membership.Connection.Member == member;
            if (isTheirs)
                Connections.Change(membership.Connection.Id, here => here with { DisplayName = name });
            if (isTheirs || isLeader || membership.IsLeader)
                membership.Connection.Send(client => client.MemberRenamed(notice));
        }
    }

    /// <summary>Goes on with another log, because this one was lost, and tells everybody. Inside <see
    /// cref="LockAsync"/>.</summary>
    public void ResetLog(CueLog another, RoomRecord facts)
    {
        Log = another;
        (ClassStartedAt, ClassEndedAt) = (facts.ClassStartedAt, facts.ClassEndedAt);
        var notice = new ResyncNotice(SessionId, "The room's log was begun anew.");
        Connections.SendToAll(client => client.Resync(notice));
        foreach (var cue in another.ReadAfter(null).Cues)
            Connections.SendToAll(client => client.CueReceived(cue));
    }

    /// <summary>What who is on a connection is called now.</summary>
    public string NameOn(string connectionId) => Connections.Find(connectionId)?.DisplayName ?? "";

    public void Dispose() => gate.Dispose();

    private RoomMembership ByPlan(RoomMembership membership) =>
        RoomPolicy.RoleOf(membership.Connection.Member, plan, membership.IsAdmin) is var role && role == membership.Role
            ? membership
            : membership with
            {
                Role = role,
                LeaderEpoch = role is RoomRoles.Instructor or RoomRoles.Coach ? membership.LeaderEpoch : null,
            };

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? gate = gate;

        public void Dispose() => Interlocked.Exchange(ref gate, null)?.Release();
    }
}
