using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>What a simulated participant with a coached seat does beside taking part: they let the leaders see them,
/// read the notes that come, and mend what those are for.</summary>
/// <param name="person">Who.</param>
/// <param name="session">Which class.</param>
/// <param name="figures">What they look like.</param>
/// <param name="number">Which of those who share, from 0; the first has a fault.</param>
/// <param name="clock">The time.</param>
/// <param name="log">For what fails.</param>
internal sealed class DemoSharer(
    DemoPerson person,
    SessionId session,
    DemoFigures figures,
    int number,
    TimeProvider clock,
    ILogger log
)
{
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Mending = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Feeling = TimeSpan.FromSeconds(3);

    private readonly DemoForm form = new(figures, number, hasFault: number == 0);
    private readonly Channel<FormNote> notes = Channel.CreateUnbounded<FormNote>();

    /// <summary>Whether they do exercises wrong. They wait for a leader who sees it, and raise no hand.</summary>
    public bool HasFault => number == 0;

    /// <summary>Follows the class on a connection that has not started yet.</summary>
    public void Listen(HubConnection hub)
    {
        hub.On<Cue>(nameof(ILiveSessionClient.CueReceived), form.OnCue);
        hub.On<RunSheetNotice>(nameof(ILiveSessionClient.RunSheetChanged), notice => form.Follow(notice.RunSheet));
        hub.On<FormNote>(nameof(ILiveSessionClient.FormNoteReceived), note => notes.Writer.TryWrite(note));
    }

    /// <summary>Shares until they leave. The class goes on without their picture, if need be.</summary>
    public async Task ShareAsync(HubConnection hub, JoinResult room, CancellationToken ct)
    {
        try
        {
            form.Follow(
                await person.GetAsync<RunSheet>($"/api/live/sessions/{session}/run-sheets/{room.RunSheetRevision}", ct)
            );
            var heeding = HeedAsync(hub, ct);
            await new DemoMirror(person, session, form, clock).ShareAsync(ct);
            await heeding;
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            log.DemoSharingFailed(ex, person.Member.DisplayName);
        }
    }

    private async Task HeedAsync(HubConnection hub, CancellationToken ct)
    {
        await foreach (var note in notes.Reader.ReadAllAsync(ct))
        {
            await Task.Delay(Reading, clock, ct);
            await MarkAsync(hub, note, FormNoteMarks.Seen, ct);
            if (!form.IsCorrectedBy(note))
                continue;
            await Task.Delay(Mending, clock, ct);
            form.Correct(note);
            await Task.Delay(Feeling, clock, ct);
            await MarkAsync(hub, note, FormNoteMarks.Better, ct);
        }
    }

    private Task MarkAsync(HubConnection hub, FormNote note, string mark, CancellationToken ct) =>
        DemoPerson.TryAsync(() =>
            hub.InvokeAsync<FormNote>(
                nameof(ILiveSessionHub.MarkFormNote),
                new MarkFormNoteRequest(session, note.NoteId, mark),
                ct
            )
        );
}
