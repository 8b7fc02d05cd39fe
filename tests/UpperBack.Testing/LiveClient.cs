using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;
using UpperBack.Live.Hub;

namespace UpperBack.Testing;

/// <summary>One person's connection to the live hub, which writes down everything it is told, in order.</summary>
public sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket;

    private LiveClient(HubConnection connection, ClientWebSocket socket)
    {
        Connection = connection;
        this.socket = socket;
    }

    /// <summary>The connection, for what has no intent here.</summary>
    public HubConnection Connection { get; }

    /// <summary>Cues in the order they came.</summary>
    public ConcurrentQueue<Cue> Cues { get; } = new();

    /// <summary>Form notes in the order they came.</summary>
    public ConcurrentQueue<FormNote> FormNotes { get; } = new();

    /// <summary>Form notes that were seen or helped, in the order in which that was told.</summary>
    public ConcurrentQueue<FormNote> FormNoteChanges { get; } = new();

    /// <summary>Every word that something else will be done.</summary>
    public ConcurrentQueue<RunSheetNotice> RunSheetNotices { get; } = new();

    /// <summary>Presence as the differences leave it.</summary>
    public ConcurrentDictionary<MemberId, RoomMember> Present { get; } = new();

    /// <summary>Every presence difference.</summary>
    public ConcurrentQueue<PresenceDifference> PresenceDifferences { get; } = new();

    /// <summary>Every tally.</summary>
    public ConcurrentQueue<ReactionTally> Tallies { get; } = new();

    /// <summary>Hands as last told.</summary>
    public RaisedHands? Hands { get; private set; }

    /// <summary>Every resync notice.</summary>
    public ConcurrentQueue<ResyncNotice> Resyncs { get; } = new();

    /// <summary>Every kept day.</summary>
    public ConcurrentQueue<KeptDay> KeptDays { get; } = new();

    /// <summary>Every word about the session's video.</summary>
    public ConcurrentQueue<StreamNotice> StreamNotices { get; } = new();

    /// <summary>Every word that this node is about to stop.</summary>
    public ConcurrentQueue<ReconnectNotice> ReconnectNotices { get; } = new();

    /// <summary>Every word that another connection leads now.</summary>
    public ConcurrentQueue<LeadNotice> LeadNotices { get; } = new();

    /// <summary>Every word of who leads.</summary>
    public ConcurrentQueue<LeaderNotice> LeaderNotices { get; } = new();

    /// <summary>Every word that this member is something else now.</summary>
    public ConcurrentQueue<RoleNotice> RoleNotices { get; } = new();

    /// <summary>Every new name.</summary>
    public ConcurrentQueue<RenameNotice> Renames { get; } = new();

    /// <summary>Every word of whether prepared cues leave by themselves.</summary>
    public ConcurrentQueue<PreparedNotice> PreparedNotices { get; } = new();

    /// <summary>Why the room was closed, once it was.</summary>
    public RoomClosedNotice? Closed { get; private set; }

    /// <summary>Connects.</summary>
    public static Task<LiveClient> ConnectAsync(UpperBackServer server, TestMember member, bool messagePack = false) =>
        ConnectAsync(server.Address, member, messagePack);

    /// <summary>Connects to whatever listens at an address.</summary>
    public static async Task<LiveClient> ConnectAsync(Uri address, TestMember member, bool messagePack = false)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {member.Token}");
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(address, "/hubs/live"),
            HttpTransportType.WebSockets,
            http =>
            {
                http.AccessTokenProvider = () => Task.FromResult<string?>(member.Token);
                http.WebSocketFactory = async (context, ct) =>
                {
                    // A proxy knows by its cookie which node the connection was asked of.
                    socket.Options.Cookies = context.Options.Cookies;
                    await socket.ConnectAsync(context.Uri, ct);
                    return socket;
                };
            }
        );
        builder = messagePack
            ? builder.AddMessagePackProtocol(options => options.SerializerOptions = IdMessagePack.Options)
            : builder.AddJsonProtocol(options => JsonSetup.Configure(options.PayloadSerializerOptions));
        var client = new LiveClient(builder.Build(), socket);
        client.Listen();
        try
        {
            // A node that listens but does not answer must not hold a test for ever.
            using var limit = new CancellationTokenSource(Machine.Allow(Timeout));
            await client.Connection.StartAsync(limit.Token);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Joins a room.</summary>
    public async Task<JoinResult> JoinAsync(SessionId session, LogPosition? after = null)
    {
        var result = await CallAsync<JoinResult>(nameof(ILiveSessionHub.Join), new JoinRequest(session, after));
        foreach (var person in result.Presence.Members)
            Present[person.MemberId] = person;
        return result;
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

    /// <summary>Breaks the connection off, as a network does: nobody says good-bye.</summary>
    public void Break() => socket.Abort();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Connection.DisposeAsync().AsTask().WaitAsync(Machine.Allow(Timeout));
        }
        catch (TimeoutException)
        {
            Break();
            throw;
        }
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

    private void Listen()
    {
        Connection.On<Cue>(nameof(ILiveSessionClient.CueReceived), Cues.Enqueue);
        Connection.On<FormNote>(nameof(ILiveSessionClient.FormNoteReceived), FormNotes.Enqueue);
        Connection.On<FormNote>(nameof(ILiveSessionClient.FormNoteChanged), FormNoteChanges.Enqueue);
        Connection.On<RunSheetNotice>(nameof(ILiveSessionClient.RunSheetChanged), RunSheetNotices.Enqueue);
        Connection.On<ResyncNotice>(nameof(ILiveSessionClient.Resync), Resyncs.Enqueue);
        Connection.On<ReactionTally>(nameof(ILiveSessionClient.ReactionsTallied), Tallies.Enqueue);
        Connection.On<RaisedHands>(nameof(ILiveSessionClient.HandsChanged), hands => Hands = hands);
        Connection.On<KeptDay>(nameof(ILiveSessionClient.DayKept), KeptDays.Enqueue);
        Connection.On<StreamNotice>(nameof(ILiveSessionClient.StreamChanged), StreamNotices.Enqueue);
        Connection.On<RoomClosedNotice>(nameof(ILiveSessionClient.RoomClosed), notice => Closed = notice);
        Connection.On<LeadNotice>(nameof(ILiveSessionClient.LeadMoved), LeadNotices.Enqueue);
        Connection.On<LeaderNotice>(nameof(ILiveSessionClient.LeaderChanged), LeaderNotices.Enqueue);
        Connection.On<RoleNotice>(nameof(ILiveSessionClient.RoleChanged), RoleNotices.Enqueue);
        Connection.On<RenameNotice>(nameof(ILiveSessionClient.MemberRenamed), Renames.Enqueue);
        Connection.On<PreparedNotice>(nameof(ILiveSessionClient.PreparedChanged), PreparedNotices.Enqueue);
        Connection.On<ReconnectNotice>(nameof(ILiveSessionClient.ReconnectElsewhere), ReconnectNotices.Enqueue);
        Connection.On<PresenceDifference>(nameof(ILiveSessionClient.PresenceChanged), difference =>
        {
            foreach (var left in difference.Left)
                Present.TryRemove(left, out _);
            foreach (var joined in difference.Joined)
                Present[joined.MemberId] = joined;
            PresenceDifferences.Enqueue(difference);
        });
    }
}
