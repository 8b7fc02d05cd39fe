using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>Takes part in one class: comes in, watches, reacts, now and then raises a hand, leaves when the class has
/// ended.</summary>
/// <param name="person">Who.</param>
/// <param name="session">Which class.</param>
/// <param name="pause">How long it is to the next class.</param>
/// <param name="sharer">What they share of themselves; null when nothing.</param>
/// <param name="clock">The time.</param>
internal sealed class DemoParticipant(
    DemoPerson person,
    SessionId session,
    TimeSpan pause,
    DemoSharer? sharer,
    TimeProvider clock
)
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
        hub.Reconnected += _ => DemoPerson.TryAsync(() => DemoPerson.JoinAsync(hub, session, ct));
        sharer?.Listen(hub);
        await hub.StartAsync(ct);
        var room = await DemoPerson.JoinAsync(hub, session, ct);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sharing = sharer?.ShareAsync(hub, room, leaving.Token) ?? Task.CompletedTask;
        try
        {
            await WatchAsync(hub, ended.Task, ct);

            // Most people stay a moment to see their day kept.
            await Task.Delay(pause * (0.1 + (0.5 * random.NextDouble())), clock, ct);
        }
        finally
        {
            await leaving.CancelAsync();
            await sharing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync(HubConnection hub, Task ended, CancellationToken ct)
    {
        var reportedToMs = NowMs();
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(ReportMs), clock, ct));
            ct.ThrowIfCancellationRequested();
            var nowMs = NowMs();
            await DemoPerson.TryAsync(() =>
                hub.InvokeAsync<WatchAck>(
                    nameof(ILiveSessionHub.ReportWatching),
                    new WatchReport(session, reportedToMs, nowMs),
                    ct
                )
            );
            reportedToMs = nowMs;
            if (random.NextDouble() < 0.12)
                await DemoPerson.TryAsync(() =>
                    hub.InvokeAsync(nameof(ILiveSessionHub.React), new ReactRequest(session, Pick(Reactions.All)), ct)
                );
            if (sharer is not { HasFault: true } && random.NextDouble() < 0.01)
                await DemoPerson.TryAsync(() =>
                    hub.InvokeAsync(nameof(ILiveSessionHub.RaiseHand), new HandRequest(session), ct)
                );
        }
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private long NowMs() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
