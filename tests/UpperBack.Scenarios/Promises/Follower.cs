using System.Collections.Concurrent;
using UpperBack.Contracts.Live;

namespace UpperBack.Scenarios.Promises;

/// <summary>A participant who comes back whenever the connection is lost, from the last position, to any node: as the
/// web client does.</summary>
internal sealed class Follower : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly TestMember member;
    private readonly SessionId session;
    private readonly IReadOnlyList<Uri> endpoints;
    private readonly Random random;
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentQueue<Cue> seen = new();
    private readonly Task running;
    private volatile LiveClient? client;
    private volatile Exception? lastLoss;
    private int joins;
    private int resyncs;
    private int breaks;

    public Follower(TestMember member, SessionId session, IReadOnlyList<Uri> endpoints, int seed)
    {
        (this.member, this.session, this.endpoints) = (member, session, endpoints);
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

    /// <summary>Breaks the connection off.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Drop()
    {
        var dropped = client;
        client = null;
        dropped?.Break();
        return dropped is not null;
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        try
        {
            await running.WaitAsync(Machine.Allow(Timeout));
        }
        catch (OperationCanceledException)
        {
            // It left.
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"A follower did not leave; the last loss was: {lastLoss?.Message}");
        }

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
                lastLoss = ex;
            }

            await Task.Delay(random.Next(20, 300), ct);
        }
    }

    private async Task StayAsync(CancellationToken ct)
    {
        await using var live = await LiveClient.ConnectAsync(
            endpoints[random.Next(endpoints.Count)],
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
            {
                await Task.WhenAny(lost.Task, Task.Delay(100, ct));

                // A delay that was cancelled is one that is over: waiting for it would go round for ever.
                ct.ThrowIfCancellationRequested();
            }

            if (!live.ReconnectNotices.TryPeek(out var notice))
                Interlocked.Increment(ref breaks);
            else
                await Task.WhenAny(lost.Task, Task.Delay(TimeSpan.FromMilliseconds(notice.AfterMs), ct));
        }
        finally
        {
            client = null;
            var stopping = live.Connection.StopAsync(CancellationToken.None);
            await Task.WhenAny(stopping, Task.Delay(Machine.Allow(Timeout), CancellationToken.None));
            foreach (var cue in live.Cues)
                seen.Enqueue(cue);
            Interlocked.Add(ref resyncs, live.Resyncs.Count);
        }
    }
}
