using System.Collections.Concurrent;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Testing;

namespace UpperBack.Scenarios.Promises;

/// <summary>A participant who comes back whenever the connection is lost, from the last position, to any node: as the
/// web client does.</summary>
internal sealed class Follower : IAsyncDisposable
{
    private readonly TestMember member;
    private readonly SessionId session;
    private readonly IReadOnlyList<Uri> doors;
    private readonly Random random;
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentQueue<Cue> seen = new();
    private readonly Task running;
    private volatile LiveClient? client;
    private int joins;
    private int resyncs;
    private int breaks;

    public Follower(TestMember member, SessionId session, IReadOnlyList<Uri> doors, int seed)
    {
        (this.member, this.session, this.doors) = (member, session, doors);
        random = new Random(seed);
        running = RunAsync(stopped.Token);
    }

    /// <summary>Every cue, in the order in which it came.</summary>
    public IReadOnlyCollection<Cue> Seen => [.. seen, .. client?.Cues ?? []];

    /// <summary>How often it entered the room.</summary>
    public int Joins => Volatile.Read(ref joins);

    /// <summary>How often it had to begin anew.</summary>
    public int Resyncs => Volatile.Read(ref resyncs) + (client?.Resyncs.Count ?? 0);

    /// <summary>How often the connection was lost without a word before.</summary>
    public int Breaks => Volatile.Read(ref breaks);

    /// <summary>Breaks the connection off, when there is one.</summary>
    public void Drop() => client?.Break();

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopped.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await StayAsync(ct);
            }
            catch (Exception ex) when (ex is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // The node may be gone, or about to go: another one will do.
            }

            await Task.Delay(random.Next(20, 300), ct);
        }
    }

    private async Task StayAsync(CancellationToken ct)
    {
        await using var live = await LiveClient.ConnectAsync(
            doors[random.Next(doors.Count)],
            member,
            messagePack: random.Next(2) == 0
        );
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        live.Connection.Closed += _ =>
        {
            lost.TrySetResult();
            return Task.CompletedTask;
        };
        try
        {
            await live.JoinAsync(
                session,
                seen.LastOrDefault() is { } last ? new LogPosition(last.Epoch, last.Offset) : null
            );
            client = live;
            Interlocked.Increment(ref joins);
            while (!lost.Task.IsCompleted && live.ReconnectNotices.IsEmpty)
                await Task.WhenAny(lost.Task, Task.Delay(100, ct)).WaitAsync(ct);
            if (!live.ReconnectNotices.TryPeek(out var notice))
                Interlocked.Increment(ref breaks);
            else
                await Task.WhenAny(lost.Task, Task.Delay(TimeSpan.FromMilliseconds(notice.AfterMs), ct));
        }
        finally
        {
            client = null;
            await live.Connection.StopAsync(CancellationToken.None);
            foreach (var cue in live.Cues)
                seen.Enqueue(cue);
            Interlocked.Add(ref resyncs, live.Resyncs.Count);
        }
    }
}
