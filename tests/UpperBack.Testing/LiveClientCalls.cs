using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;

namespace UpperBack.Testing;

/// <summary>What a person does over it, in intents. Whatever is not answered in time fails.</summary>
public sealed partial class LiveClient
{
    /// <summary>Joins a room.</summary>
    public async Task<JoinResult> JoinAsync(SessionId session, LogPosition? after = null)
    {
        var result = await CallAsync<JoinResult>(nameof(ILiveSessionHub.Join), new JoinRequest(session, after));
        foreach (var person in result.Presence.Members)
            Present[person.MemberId] = person;
        return result;
    }

    /// <summary>Joins, and reads the run sheet that the join result names.</summary>
    public async Task<RunSheet> JoinForRunSheetAsync(SessionId session) =>
        await ReadRunSheetAsync(session, (await JoinAsync(session)).RunSheetRevision);

    /// <summary>Reads a run sheet from the node that this connection is to.</summary>
    public async Task<RunSheet> ReadRunSheetAsync(SessionId session, string revision)
    {
        using var answer = await member.Http.GetAsync(
            new Uri(address, $"/api/live/sessions/{session}/run-sheets/{revision}")
        );
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<RunSheet>(
            await answer.Content.ReadAsStringAsync(),
            JsonSetup.Configure(new JsonSerializerOptions())
        )!;
    }

    /// <summary>Sends a plain text cue.</summary>
    public Task<CueAck> SendTextAsync(SessionId session, string text, string? clientCueId = null) =>
        SendCueAsync(session, new CueContent(CueKinds.Text, text), clientCueId);

    /// <summary>Sends a cue.</summary>
    public Task<CueAck> SendCueAsync(
        SessionId session,
        CueContent content,
        string? clientCueId = null,
        long? mediaAtMs = null
    ) =>
        CallAsync<CueAck>(
            nameof(ILiveSessionHub.SendCue),
            new SendCueRequest(session, clientCueId ?? Guid.NewGuid().ToString("n"), content, mediaAtMs)
        );

    /// <summary>Sends a form note.</summary>
    public Task<FormNoteAck> SendNoteAsync(SessionId session, string text, params MemberId[] to) =>
        CallAsync<FormNoteAck>(
            nameof(ILiveSessionHub.SendFormNote),
            new SendFormNoteRequest(session, Guid.NewGuid().ToString("n"), to, text)
        );

    /// <summary>Sends a form note about a fault, in its own words.</summary>
    public Task<FormNoteAck> SendFaultAsync(SessionId session, string exercise, string fault, params MemberId[] to) =>
        CallAsync<FormNoteAck>(
            nameof(ILiveSessionHub.SendFormNote),
            new SendFormNoteRequest(session, Guid.NewGuid().ToString("n"), to, null, exercise, fault)
        );

    /// <summary>Sends a form note to all who were noted for a fault.</summary>
    public Task<FormNoteAck> SendCohortNoteAsync(
        SessionId session,
        string exercise,
        string fault,
        string? text = null
    ) =>
        CallAsync<FormNoteAck>(
            nameof(ILiveSessionHub.SendFormNote),
            new SendFormNoteRequest(
                session,
                Guid.NewGuid().ToString("n"),
                [],
                text,
                Cohort: new FormNoteCohort(exercise, fault)
            )
        );

    /// <summary>Says that a form note was seen, or that it is better now.</summary>
    public Task<FormNote> MarkNoteAsync(SessionId session, FormNoteId note, string mark) =>
        CallAsync<FormNote>(nameof(ILiveSessionHub.MarkFormNote), new MarkFormNoteRequest(session, note, mark));

    /// <summary>Starts the class.</summary>
    public Task<CueAck> StartClassAsync(SessionId session) =>
        CallAsync<CueAck>(nameof(ILiveSessionHub.StartClass), new ClassRequest(session));

    /// <summary>Ends the class.</summary>
    public Task<CueAck> EndClassAsync(SessionId session) =>
        CallAsync<CueAck>(nameof(ILiveSessionHub.EndClass), new ClassRequest(session));

    /// <summary>Leads the class from here.</summary>
    public Task LeadOnAsync(SessionId session) =>
        CallAsync<object?>(nameof(ILiveSessionHub.LeadOn), new ClassRequest(session));

    /// <summary>Lets the room send prepared cues, or no longer.</summary>
    public Task SendPreparedAsync(SessionId session, bool on) =>
        CallAsync<object?>(nameof(ILiveSessionHub.SendPrepared), new PreparedRequest(session, on));

    /// <summary>Takes a participant out.</summary>
    public Task RemoveAsync(SessionId session, MemberId member) =>
        CallAsync<object?>(nameof(ILiveSessionHub.RemoveMember), new RoomMemberRequest(session, member));

    /// <summary>Lets a participant in again.</summary>
    public Task ReadmitAsync(SessionId session, MemberId member) =>
        CallAsync<object?>(nameof(ILiveSessionHub.ReadmitMember), new RoomMemberRequest(session, member));

    /// <summary>Reports what was watched.</summary>
    public Task<WatchAck> ReportWatchingAsync(SessionId session, long fromMs, long toMs) =>
        CallAsync<WatchAck>(nameof(ILiveSessionHub.ReportWatching), new WatchReport(session, fromMs, toMs));

    /// <summary>Calls and gives back the catalogued code of the refusal; fails when it was not refused.</summary>
    public async Task<string> RefusalOf(string method, object argument)
    {
        try
        {
            await Connection.InvokeAsync(method, argument);
        }
        catch (HubException refusal)
        {
            return CodeOf(refusal);
        }

        throw new InvalidOperationException($"{method} was not refused.");
    }

    /// <summary>The catalogued code in a hub error.</summary>
    public static string CodeOf(HubException refusal)
    {
        var json = refusal.Message[refusal.Message.IndexOf('{', StringComparison.Ordinal)..];
        return JsonDocument.Parse(json).RootElement.GetProperty("code").GetString()!;
    }

    private async Task<T> CallAsync<T>(string method, object argument)
    {
        try
        {
            return await Connection.InvokeAsync<T>(method, argument).WaitAsync(Machine.Allow(Timeout));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{method} was not answered. The connection is {Connection.State}.");
        }
    }
}
