using System.Collections.Immutable;
using NodaTime;

namespace UpperBack.Live.Rooms;

/// <summary>A session's room in this process. What must survive is in SQL before it is here. The log, the plan, the
/// class's times and who was removed change through <see cref="LockedRoom"/> alone; the connections, the pending
/// updates and who leads are safe by themselves.</summary>
internal sealed partial class Room(SessionPlan plan, RoomRecord record, CueLog log, IEnumerable<MemberId> removed)
    : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    // Roles follow the plan and the leader's connection: whoever changes a membership's role holds this.
    private readonly Lock memberships = new();

    private volatile SessionPlan plan = plan;
    private volatile StoredRunSheet runSheet = StoredRunSheet.Of(plan.RunSheet);
    private volatile CueLog log = log;
    private volatile RoomRecord record = record;
    private volatile ImmutableHashSet<MemberId> removed = [.. removed];

    public SessionId SessionId { get; } = plan.SessionId;

    /// <summary>The session as it is planned now.</summary>
    public SessionPlan Plan => plan;

    /// <summary>Its run sheet, as it is served.</summary>
    public StoredRunSheet RunSheet => runSheet;

    /// <summary>What has happened so far.</summary>
    public RoomRecord Record => record;

    /// <summary>Where the log ends.</summary>
    public LogPosition Position => log.Position;

    public Instant? ClassStartedAt => record.ClassStartedAt;

    public Instant? ClassEndedAt => record.ClassEndedAt;

    /// <summary>True while the class is on.</summary>
    public bool IsLive => record is { ClassStartedAt: not null, ClassEndedAt: null };

    /// <summary>Index of the current step; -1 before the first and after the class.</summary>
    public int StepIndex => log.StepIndex;

    /// <summary>The current step; null before the first and after the class.</summary>
    public RunSheetStep? CurrentStep => plan.RunSheet.Steps.ElementAtOrDefault(log.StepIndex);

    /// <summary>Whom a leader removed from the session.</summary>
    public ImmutableHashSet<MemberId> Removed => removed;

    /// <summary>Who is connected on this node.</summary>
    public RoomConnections Connections { get; } = new();

    /// <summary>Who is here, on all nodes.</summary>
    public RoomPeople People { get; } = new();

    /// <summary>What the once-a-second tick has to send.</summary>
    public PendingRoomUpdates PendingUpdates { get; } = new();

    /// <summary>Waits until nobody else holds the room. Disposing the result releases it.</summary>
    public async Task<LockedRoom> LockAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new LockedRoom(this);
    }

    /// <summary>Takes a connection out.</summary>
    /// <returns>What it was, or null when it was not here.</returns>
    public RoomMembership? Remove(string connectionId)
    {
        var membership = Connections.Remove(connectionId);
        if (People.Return(connectionId) && connectionId == leading.Connection)
            leaderLeft = connectionId;
        return membership;
    }

    /// <summary>Shows a form note to its target and the leaders, once on this node however often it arrives.</summary>
    public void ShowNote(FormNote note)
    {
        if (!PendingUpdates.IsNewNote(note))
            return;

        Connections.SendToMember(note.To, client => client.FormNoteReceived(note));
        Connections.SendToLeaders(client => client.FormNoteReceived(note));
    }

    /// <summary>Shows a form note's marks to its target and the leaders, once on this node however often they
    /// arrive.</summary>
    public void ShowMarks(FormNote note)
    {
        if (!PendingUpdates.HasNewMarks(note))
            return;

        Connections.SendToMember(note.To, client => client.FormNoteChanged(note));
        Connections.SendToLeaders(client => client.FormNoteChanged(note));
    }

    /// <summary>The display name of the member on a connection.</summary>
    public string NameOn(string connectionId) => Connections.Find(connectionId)?.DisplayName ?? "";

    public void Dispose() => gate.Dispose();
}
