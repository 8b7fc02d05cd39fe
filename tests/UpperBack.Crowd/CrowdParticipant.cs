using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Crowd;

/// <summary>One connection that follows the class, is dropped now and then, resumes from its last offset, and checks
/// every cue.</summary>
internal sealed class CrowdParticipant(
    Uri address,
    SessionId session,
    TestMember account,
    bool messagePack,
    CrowdPlan plan,
    Random random,
    ConcurrentDictionary<string, long> sentAt
)
{
    private LogPosition? position;
    private bool isLive;

    public long LastOffset => position?.Offset ?? 0;

    public List<double> LatenciesMs { get; } = [];

    /// <summary>Those of cues that were sent while strangers tried passwords.</summary>
    public List<double> BesideStrangersMs { get; } = [];

    public int Gaps { get; private set; }

    public int Duplicates { get; private set; }

    public int Resyncs { get; private set; }

    public int Resumed { get; private set; }

    public async Task RunAsync(CountdownEvent joined, CancellationToken over)
    {
        var drops = Enumerable.Range(0, plan.Drops).Select(_ => random.NextDouble() * plan.Seconds).Order().ToArray();
        var client = await JoinAsync();
        joined.Signal();
        var elapsed = Stopwatch.StartNew();
        foreach (var drop in drops)
        {
            await WaitAsync(TimeSpan.FromSeconds(Math.Max(0, drop - elapsed.Elapsed.TotalSeconds)), over);
            await client.DisposeAsync();
            await WaitAsync(TimeSpan.FromMilliseconds(random.Next(50, 500)), over);
            client = await JoinAsync();
            Resumed++;
        }

        await WaitAsync(Timeout.InfiniteTimeSpan, over);
        await client.DisposeAsync();
    }

    private static Task WaitAsync(TimeSpan time, CancellationToken over) =>
        Task.Delay(time, over)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private async Task<LiveClient> JoinAsync()
    {
        var client = await LiveClient.ConnectAsync(address, account, messagePack);
        isLive = false;
        client.Connection.On<Cue>(nameof(ILiveSessionClient.CueReceived), Receive);
        var room = await client.JoinAsync(session, position);
        Resyncs += room.Resync ? 1 : 0;
        isLive = true;
        return client;
    }

    private void Receive(Cue cue)
    {
        // What was missed while away says nothing of how fast a cue travels.
        if (isLive && sentAt.TryGetValue(cue.ClientCueId, out var sent))
            (
                cue.ClientCueId.StartsWith(CrowdRun.BesideStrangers, StringComparison.Ordinal)
                    ? BesideStrangersMs
                    : LatenciesMs
            ).Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        if (cue.Offset <= LastOffset)
            Duplicates++;
        else if (cue.Offset > LastOffset + 1)
            Gaps++;
        position = new LogPosition(cue.Epoch, cue.Offset);
    }
}
