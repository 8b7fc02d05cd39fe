using System.Collections.Immutable;
using NodaTime;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Live.Cues;

namespace UpperBack.Live.Rooms;

/// <summary>A session's room in this process. What must survive is in SQL before it is here. Everything mutable is touched only
/// inside <see cref="EnterAsync"/>, except the lists of connections, which are safe by themselves.</summary>
internal sealed class Room(SessionPlan plan, RoomFacts facts, CueLog log, IEnumerable<MemberId> removed) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile SessionPlan plan = plan;

    public SessionId SessionId { get; } = plan.SessionId;

    /// <summary>The session as it is planned now.</summary>
    public SessionPlan Plan
    {
        get => plan;
        set => plan = value;
    }

    public CueLog Log { get; } = log;

    public Instant? ClassStartedAt { get; set; } = facts.ClassStartedAt;

    public Instant? ClassEndedAt { get; set; } = facts.ClassEndedAt;

    public Instant? ClosedAt { get; set; } = facts.ClosedAt;

    /// <summary>Whom a leader took out of the session.</summary>
    public ImmutableHashSet<MemberId> Removed { get; set; } = [.. removed];

    /// <summary>Who is connected here, on this node.</summary>
    public RoomConnections Connections { get; } = new();

    /// <summary>What the once-a-second tick has to tell.</summary>
    public RoomNews News { get; } = new();

    public RoomFacts Facts => new(Log.Epoch, ClassStartedAt, ClassEndedAt, ClosedAt);

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
        Connections.SendToAll(client => client.CueReceived(cue));
    }

    public void Dispose() => gate.Dispose();

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? gate = gate;

        public void Dispose() => Interlocked.Exchange(ref gate, null)?.Release();
    }
}
