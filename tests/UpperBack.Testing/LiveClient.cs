using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;
using UpperBack.Live.Hub;

namespace UpperBack.Testing;

/// <summary>One person's connection to the live hub, which writes down everything it is told, in order.</summary>
public sealed partial class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket;
    private readonly Uri address;
    private readonly TestMember member;

    private LiveClient(HubConnection connection, ClientWebSocket socket, Uri address, TestMember member)
    {
        Connection = connection;
        this.socket = socket;
        this.address = address;
        this.member = member;
    }

    /// <summary>The connection, for what has no intent here.</summary>
    public HubConnection Connection { get; }

    /// <summary>Cues in the order they came.</summary>
    public ConcurrentQueue<Cue> Cues { get; } = new();

    /// <summary>Form notes in the order they came.</summary>
    public ConcurrentQueue<FormNote> FormNotes { get; } = new();

    /// <summary>Form notes that were seen or helped, in the order in which that was told.</summary>
    public ConcurrentQueue<FormNote> FormNoteChanges { get; } = new();

    /// <summary>Every notice that something else will be done.</summary>
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

    /// <summary>Every notice about the session's video.</summary>
    public ConcurrentQueue<StreamNotice> StreamNotices { get; } = new();

    /// <summary>Every notice that this node is about to stop.</summary>
    public ConcurrentQueue<ReconnectNotice> ReconnectNotices { get; } = new();

    /// <summary>Every notice that another connection leads now.</summary>
    public ConcurrentQueue<LeadNotice> LeadNotices { get; } = new();

    /// <summary>Every notice of who leads.</summary>
    public ConcurrentQueue<LeaderNotice> LeaderNotices { get; } = new();

    /// <summary>Every notice that this member is something else now.</summary>
    public ConcurrentQueue<RoleNotice> RoleNotices { get; } = new();

    /// <summary>Every new name.</summary>
    public ConcurrentQueue<RenameNotice> Renames { get; } = new();

    /// <summary>Every notice of whether prepared cues leave by themselves.</summary>
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
        var client = new LiveClient(builder.Build(), socket, address, member);
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
