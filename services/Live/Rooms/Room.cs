using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Live.Cues;

namespace UpperBack.Live.Rooms;

/// <summary>A session's room in this process. What must survive is in SQL before it is here. Everything mutable is touched only
/// inside <see cref="EnterAsync"/>, except the connections and which of them leads, which are safe by themselves.</summary>
internal sealed class Room(SessionPlan plan, RoomFacts facts, CueLog log, IEnumerable<MemberId> removed) : IDisposable
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

    /// <summary>The instructor's last entry, on whichever node; earlier ones lead no more.</summary>
    public long Lead { get; private set; }

    /// <summary>Whom a leader took out of the session.</summary>
    public ImmutableHashSet<MemberId> Removed { get; set; } = [.. removed];

    /// <summary>Who is connected here, on this node.</summary>
    public RoomConnections Connections { get; } = new();

    /// <summary>What the once-a-second tick has to tell.</summary>
    public RoomNews News { get; } = new();

    public RoomFacts Facts => new(Log.Epoch, ClassStartedAt, ClassEndedAt, ClosedAt);

    /// <summary>The step that is on; null before the first and after the class.</summary>
    public RunSheetStep? CurrentStep => plan.RunSheet.Steps.ElementAtOrDefault(Log.StepIndex);

    /// <summary>True while the class is on.</summary>
    public bool IsLive => ClassStartedAt is not null && ClassEndedAt is null;

    /// <summary>Takes the room for oneself until the result is disposed; appends and joins happen one at a time.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new Exit(gate);
    }

    /// <summary>Puts a stored cue into the log and queues it for everybody. Inside <see cref="EnterAsync"/>.</summary>
    public void Broadcast(Cue cue)
    {
        Log.Append(cue);
        if (cue.Content.Kind == CueKinds.ClassStarted)
            ClassStartedAt ??= Instant.FromUnixTimeMilliseconds(cue.AtMs);
        if (cue.Content.Kind == CueKinds.ClassEnded)
            ClassEndedAt ??= Instant.FromUnixTimeMilliseconds(cue.AtMs);
        Connections.SendToAll(client => client.CueReceived(cue));
    }

    /// <summary>Shows a form note to its target and to the leaders, once on this node however often it is told.</summary>
    public void ShowNote(FormNote note)
    {
        if (!News.IsNewNote(note))
            return;

        Connections.SendToMember(note.To, client => client.FormNoteReceived(note));
        Connections.SendToLeaders(client => client.FormNoteReceived(note));
    }

    /// <summary>Shows what became of a form note to the same, once on this node however often it is told.</summary>
    public void ShowMarks(FormNote note)
    {
        if (!News.HasNewMarks(note))
            return;

        Connections.SendToMember(note.To, client => client.FormNoteChanged(note));
        Connections.SendToLeaders(client => client.FormNoteChanged(note));
    }

    /// <summary>Goes by another plan, unless it is an older one, and tells everybody when something else will be done.</summary>
    public void Replan(SessionPlan another)
    {
        lock (Connections)
        {
            if (another.Revision <= plan.Revision)
                return;

            var isSame = JsonSerializer.Serialize(another.RunSheet, RoomDirectory.Json) == JsonSerializer.Serialize(plan.RunSheet, RoomDirectory.Json);
            plan = another;
            if (isSame)
                return;

            // Queued before a later plan can be.
            var notice = new RunSheetNotice(SessionId, another.RunSheet);
            Connections.SendToAll(client => client.RunSheetChanged(notice));
        }
    }

    /// <summary>Goes on with another log, because this one was lost, and tells everybody. Inside <see cref="EnterAsync"/>.</summary>
    public void BeginAnew(CueLog another, RoomFacts facts)
    {
        Log = another;
        (ClassStartedAt, ClassEndedAt) = (facts.ClassStartedAt, facts.ClassEndedAt);
        var notice = new ResyncNotice(SessionId, "The room's log was begun anew.");
        Connections.SendToAll(client => client.Resync(notice));
        foreach (var cue in another.ReadAfter(null).Cues)
            Connections.SendToAll(client => client.CueReceived(cue));
    }

    /// <summary>The instructor entered: connections of earlier entries are told that they lead no more.</summary>
    public void Fence(long lead)
    {
        RoomSeat[] moved;
        lock (Connections)
        {
            moved = [.. Connections.All.Where(seat => seat.Lead >= Lead && seat.Lead < lead)];
            Lead = Math.Max(Lead, lead);
        }

        foreach (var seat in moved)
            seat.Connection.Send(client => client.LeadMoved(new LeadNotice(SessionId)));
    }

    /// <summary>The instructor's entry that a connection comes from; null when it is not the instructor's.</summary>
    public long? LeadOf(string connectionId) => Connections.Find(connectionId)?.Lead;

    public void Dispose() => gate.Dispose();

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? gate = gate;

        public void Dispose() => Interlocked.Exchange(ref gate, null)?.Release();
    }
}
