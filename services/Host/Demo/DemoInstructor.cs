using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>Leads one class from where it stands to its end: steps by the run sheet, form cues in between, a form note
/// to whoever comes in by hand, and to every raised hand. Whoever takes the lead has it: then this one leaves the room,
/// and comes back when they are gone.</summary>
internal sealed class DemoInstructor(
    DemoPerson person,
    SessionId session,
    IReadOnlySet<MemberId> simulated,
    DemoWatch watch,
    TimeProvider clock,
    ILogger log
)
{
    private const int MaxFailures = 10;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<MemberId, bool> welcomed = new();
    private readonly ConcurrentQueue<MemberId> newcomers = new();
    private readonly ConcurrentQueue<MemberId> hands = new();
    private RunSheetStep? current;
    private string? cued;
    private int sent;
    private volatile bool isLeading;

    /// <summary>False while a person leads.</summary>
    public bool IsLeading => isLeading;

    /// <summary>Leads, and yields, until the class is over, whoever ended it.</summary>
    public async Task LeadAsync(CancellationToken ct)
    {
        var (hasYielded, failures) = (false, 0);
        for (var entry = 1; ; entry++)
        {
            try
            {
                if (!await watch.UntilNobodyLeadsAsync(hasYielded, ct) || await LeadOnAsync(entry, ct))
                    return;

                (hasYielded, failures) = (true, 0);
                log.DemoYields(session.Value);
            }
            catch (HubException refusal) when (DemoPerson.Is(refusal, ErrorCodes.RoomClosed))
            {
                return;
            }
            catch (Exception ex) when (!ct.IsCancellationRequested && ++failures < MaxFailures)
            {
                log.DemoFailed(ex);
                await Task.Delay(RetryDelay, clock, ct);
            }
        }
    }

    /// <returns>True when the class is over, false when somebody else leads.</returns>
    private async Task<bool> LeadOnAsync(int entry, CancellationToken ct)
    {
        using var led = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var (over, moved) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var hub = person.Connect();
        hub.On<PresenceDifference>(nameof(ILiveSessionClient.PresenceChanged), difference => Notice(difference.Joined));
        hub.On<RaisedHands>(nameof(ILiveSessionClient.HandsChanged), raised =>
        {
            foreach (var hand in raised.Hands)
                hands.Enqueue(hand.MemberId);
        });
        hub.On<LeadNotice>(nameof(ILiveSessionClient.LeadMoved), _ => StopAsync(moved));
        hub.On<RoomClosedNotice>(nameof(ILiveSessionClient.RoomClosed), _ => StopAsync(over));
        hub.On<Cue>(nameof(ILiveSessionClient.CueReceived), cue =>
            cue.Content.Kind == CueKinds.ClassEnded ? StopAsync(over) : Task.CompletedTask
        );
        hub.Reconnecting += _ => led.CancelAsync();
        hub.Closed += _ => led.CancelAsync();
        await hub.StartAsync(ct);
        var room = await DemoPerson.JoinAsync(hub, session, ct);
        Notice(room.Presence.Members);
        var runSheet = await person.GetAsync<RunSheet>(
            $"/api/live/sessions/{session}/run-sheets/{room.RunSheetRevision}",
            ct
        );
        isLeading = true;
        try
        {
            await FollowRunSheetAsync(hub, runSheet, entry, led.Token);
            return true;
        }
        catch (OperationCanceledException) when (led.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            if (!over.Task.IsCompleted && !moved.Task.IsCompleted)
                throw new IOException("The simulated instructor lost their connection.");
            return over.Task.IsCompleted;
        }
        catch (HubException refusal)
            when (DemoPerson.Is(refusal, ErrorCodes.LeadMoved) || DemoPerson.Is(refusal, ErrorCodes.ClassNotLive))
        {
            return DemoPerson.Is(refusal, ErrorCodes.ClassNotLive);
        }
        finally
        {
            isLeading = false;
        }

        Task StopAsync(TaskCompletionSource because)
        {
            because.TrySetResult();
            return led.CancelAsync();
        }
    }

    private async Task FollowRunSheetAsync(HubConnection hub, RunSheet runSheet, int entry, CancellationToken ct)
    {
        var start = await hub.InvokeAsync<CueAck>(nameof(ILiveSessionHub.StartClass), new ClassRequest(session), ct);
        await SayAsync(
            hub,
            "welcome",
            CueKinds.Text,
            "Good morning! Roll out your mat, sit tall, and let the shoulders drop.",
            ct
        );
        foreach (var step in runSheet.Steps)
        {
            var endsAtMs = start.AtMs + ((step.OffsetSeconds + step.DurationSeconds) * 1000L);
            if (NowMs() >= endsAtMs)
                continue;

            await WaitUntilAsync(hub, start.AtMs + (step.OffsetSeconds * 1000L), ct);
            current = step;

            // A person may have gone to another step meanwhile: after each entry it is said anew.
            await SendAsync(
                hub,
                $"step-{step.Index}{(entry > 1 ? $"-{entry}" : "")}",
                new CueContent(CueKinds.Step, StepIndex: step.Index),
                ct
            );
            await CueFormAsync(hub, step, endsAtMs, ct);
        }

        await WaitUntilAsync(hub, start.AtMs + (runSheet.DurationSeconds * 1000L), ct);
        await SayAsync(hub, "goodbye", CueKinds.Text, "Lovely work. Two more breaths, then a good day to you all.", ct);
        await WaitUntilAsync(hub, NowMs() + 5000, ct);
        await hub.InvokeAsync<CueAck>(nameof(ILiveSessionHub.EndClass), new ClassRequest(session), ct);
    }

    private void Notice(IEnumerable<RoomMember> people)
    {
        foreach (var someone in people.Where(p => p.Role == RoomRoles.Participant && !simulated.Contains(p.MemberId)))
        {
            if (welcomed.TryAdd(someone.MemberId, true))
                newcomers.Enqueue(someone.MemberId);
        }
    }

    /// <summary>A correction now and then, from the faults of the exercise.</summary>
    private async Task CueFormAsync(HubConnection hub, RunSheetStep step, long endsAtMs, CancellationToken ct)
    {
        foreach (var fault in step.Faults)
        {
            await WaitUntilAsync(hub, NowMs() + 18_000, ct);
            if (NowMs() > endsAtMs - 8000)
                return;
            cued = fault.Slug;
            await SayAsync(hub, $"form-{step.Index}-{fault.Slug}", CueKinds.Form, fault.Correction, ct);
        }
    }

    /// <summary>Waits, and meanwhile sees to those who came in and those who raised a hand.</summary>
    private async Task WaitUntilAsync(HubConnection hub, long atMs, CancellationToken ct)
    {
        while (NowMs() < atMs)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(atMs - NowMs(), 20, 1000)), clock, ct);
            while (newcomers.TryDequeue(out var newcomer))
                await NoteAsync(
                    hub,
                    newcomer,
                    "Good to have you here. Move at your own pace, and keep your breath slow and through the nose.",
                    null,
                    ct
                );
            while (hands.TryDequeue(out var member))
            {
                // Not what everybody has just been told.
                var faults = current?.Faults.Where(one => one.Slug != cued).ToArray() ?? [];
                var fault = faults.Length > 0 ? faults[sent % faults.Length] : null;
                await NoteAsync(
                    hub,
                    member,
                    fault is null ? "Take a smaller range and breathe; that is enough." : null,
                    fault,
                    ct
                );
                await TryAsync(() =>
                    hub.InvokeAsync(nameof(ILiveSessionHub.LowerHand), new HandRequest(session, member), ct)
                );
            }
        }
    }

    private Task NoteAsync(HubConnection hub, MemberId to, string? text, ExerciseFault? fault, CancellationToken ct)
    {
        var note = new SendFormNoteRequest(
            session,
            $"demo-{clock.GetUtcNow().Ticks}-{++sent}",
            [to],
            text,
            fault is null ? null : current!.Exercise,
            fault?.Slug
        );
        return TryAsync(() => hub.InvokeAsync<FormNoteAck>(nameof(ILiveSessionHub.SendFormNote), note, ct));
    }

    /// <summary>Somebody who has just left, or was taken out, cannot be seen to; the class goes on.</summary>
    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HubException refusal) when (!DemoPerson.Is(refusal, ErrorCodes.LeadMoved)) { }
    }

    private Task SayAsync(HubConnection hub, string clientCueId, string kind, string text, CancellationToken ct) =>
        SendAsync(hub, clientCueId, new CueContent(kind, text), ct);

    private Task SendAsync(HubConnection hub, string clientCueId, CueContent content, CancellationToken ct) =>
        hub.InvokeAsync<CueAck>(nameof(ILiveSessionHub.SendCue), new SendCueRequest(session, clientCueId, content), ct);

    private long NowMs() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
