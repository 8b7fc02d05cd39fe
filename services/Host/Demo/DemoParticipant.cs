using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>Takes part in one class: comes in, watches, reacts, now and then raises a hand, leaves when the class has
/// ended.</summary>
internal sealed class DemoParticipant(DemoPerson person, SessionId session, TimeSpan pause, TimeProvider clock)
{
    private const long ReportMs = 5000;

    private readonly Random random = new(person.Member.Id.GetHashCode());

    public async Task TakePartAsync(CancellationToken ct)
    {
        await Task.Delay(pause * (0.4 * random.NextDouble()), clock, ct);
        await using var hub = person.Connect();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.On<Cue>(nameof(ILiveSessionClient.CueReceived), cue =>
        {
            if (cue.Content.Kind == CueKinds.ClassEnded)
                ended.TrySetResult();
        });
        hub.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        hub.Reconnected += _ => TryAsync(() => DemoPerson.JoinAsync(hub, session, ct));
        await hub.StartAsync(ct);
        await DemoPerson.JoinAsync(hub, session, ct);

        var reportedToMs = NowMs();
        while (!ended.Task.IsCompleted)
        {
            await Task.WhenAny(ended.Task, Task.Delay(TimeSpan.FromMilliseconds(ReportMs), clock, ct));
            ct.ThrowIfCancellationRequested();
            var nowMs = NowMs();
            await TryAsync(() =>
                hub.InvokeAsync<WatchAck>(
                    nameof(ILiveSessionHub.ReportWatching),
                    new WatchReport(session, reportedToMs, nowMs),
                    ct
                )
            );
            reportedToMs = nowMs;
            if (random.NextDouble() < 0.12)
                await TryAsync(() =>
                    hub.InvokeAsync(nameof(ILiveSessionHub.React), new ReactRequest(session, Pick(Reactions.All)), ct)
                );
            if (random.NextDouble() < 0.01)
                await TryAsync(() => hub.InvokeAsync(nameof(ILiveSessionHub.RaiseHand), new HandRequest(session), ct));
        }

        // Most people stay a moment to see their day kept.
        await Task.Delay(pause * (0.1 + (0.5 * random.NextDouble())), clock, ct);
    }

    /// <summary>The class may not have started yet, or be over; neither is a reason to walk out.</summary>
    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception refusal) when (refusal is HubException or InvalidOperationException) { }
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private long NowMs() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
