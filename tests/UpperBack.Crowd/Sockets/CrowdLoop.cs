using System.Diagnostics;

namespace UpperBack.Crowd.Sockets;

/// <summary>What a crowd does at which moment, on one thread: people come, break off and come back, and cues are sent
/// when they are planned, however late anything is.</summary>
/// <param name="protocol">What is spoken.</param>
/// <param name="server">Whom to.</param>
/// <param name="people">Everybody; the last one leads.</param>
/// <param name="random">Who breaks off, and when they come back.</param>
internal sealed class CrowdLoop(
    ICrowdProtocol protocol,
    IPEndPoint server,
    IReadOnlyList<Participant> people,
    Random random
) : IDisposable
{
    private const int MaxEntering = 64;
    private const double AtOnce = 1_000_000;

    private static readonly TimeSpan TickTime = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PingTime = TimeSpan.FromSeconds(10);

    private readonly Queue<Participant> coming = new();
    private readonly PriorityQueue<Participant, long> returning = new();
    private readonly Due cues = new();
    private readonly Due openings = new();
    private readonly Due breaks = new();
    private readonly Due pings = new() { PerSecond = people.Count / PingTime.TotalSeconds };
    private int pinged;
    private long ticked = Stopwatch.GetTimestamp();

    public CrowdSockets Sockets { get; } = new(protocol, server, people);

    public CrowdCounts Counts => Sockets.Counts;

    public CueTimes Cues => Sockets.Cues;

    /// <summary>Nobody is on the way in, or about to be.</summary>
    public bool IsSettled =>
        Sockets.Entering == 0 && coming.Count == 0 && returning.Count == 0 && Sockets.Lost.Count == 0;

    /// <summary>How many cues the leader sends a second; 0 for none.</summary>
    public double CuesPerSecond
    {
        set => cues.PerSecond = value;
    }

    /// <summary>How many break off and come back a second.</summary>
    public double BreaksPerSecond
    {
        set => breaks.PerSecond = value;
    }

    /// <summary>Is called every few milliseconds.</summary>
    public Action? OnTick { get; set; }

    /// <summary>Lets people come, so many a second; 0 for as fast as the server lets them in.</summary>
    public void Open(IEnumerable<Participant> who, double perSecond = 0)
    {
        openings.PerSecond = perSecond > 0 ? perSecond : AtOnce;
        foreach (var one in who)
            coming.Enqueue(one);
    }

    public void RunFor(TimeSpan time) => RunUntil(() => false, time);

    /// <returns>Whether it came to that within the time.</returns>
    public bool RunUntil(Func<bool> isDone, TimeSpan most)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(began) >= most)
                return false;
            Turn();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => Sockets.Dispose();

    private void Turn()
    {
        SendDue();
        Sockets.Read(TimeSpan.FromTicks(Math.Clamp(cues.Wait.Ticks, 0, TickTime.Ticks)), SendDue);
        while (Sockets.Entering < MaxEntering && coming.Count > 0 && openings.Take() is not null)
            Sockets.Connect(coming.Dequeue());
        if (Stopwatch.GetElapsedTime(ticked) < TickTime)
            return;
        ticked = Stopwatch.GetTimestamp();
        Tick();
        OnTick?.Invoke();
    }

    private void SendDue()
    {
        while (cues.Take() is { } due)
            Sockets.Send(people[^1], protocol.Cue(Cues.Add(due)));
    }

    private void Tick()
    {
        while (pings.Take() is not null)
        {
            var one = people[pinged++ % people.Count];
            if (one.Stage == Stage.In)
                Sockets.Send(one, protocol.Ping(one));
        }

        while (breaks.Take() is not null)
        {
            var one = people[random.Next(people.Count - 1)];
            if (one is { Stage: Stage.In, IsSlow: false })
                Sockets.Leave(one);
        }

        while (Sockets.Lost.TryDequeue(out var lost))
            returning.Enqueue(lost, ticked + (random.Next(50, 500) * Stopwatch.Frequency / 1000));
        while (returning.TryPeek(out var back, out var at) && at <= ticked)
            Sockets.Connect(returning.Dequeue());
    }
}
