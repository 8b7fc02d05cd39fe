using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Live.Attendance;
using UpperBack.Live.Classes;
using UpperBack.Live.Cues;
using UpperBack.Live.Demo;
using UpperBack.Live.FormNotes;
using UpperBack.Live.Hands;
using UpperBack.Live.Hub;
using UpperBack.Live.Joining;
using UpperBack.Live.Mirror;
using UpperBack.Live.Presence;
using UpperBack.Live.Projections;
using UpperBack.Live.Reactions;
using UpperBack.Live.Reports;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;
using UpperBack.Live.Workers;

namespace UpperBack.Live;

/// <summary>The live room: cues, form notes, presence, reactions, attendance.</summary>
public static class LiveModule
{
    private const long MaxFrameBytes = 32 * 1024;

    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<LiveDatabase>();
        services.AddEventHandler<LiveDatabase, SessionChanged, OnSessionChanged>("KeepSessionPlan");
        services.AddEventHandler<LiveDatabase, CoachedSeatChanged, OnCoachedSeatChanged>("KeepSeat");
        services.AddEventHandler<LiveDatabase, MemberChanged, OnMemberChanged>("KeepMember");
        services.AddEventHandler<LiveDatabase, FriendshipChanged, OnFriendshipChanged>("KeepFriendship");
        services.AddEventHandler<LiveDatabase, StreamChanged, OnStreamStatusChanged>("KeepStreamStatus");
        services.AddEventHandler<LiveDatabase, DayKept, OnDayKept>("AnnounceKeptDay");

        services
            .AddSingleton<RoomSynchronizer>()
            .AddSingleton<NodeMessageHandler>()
            .AddSingleton<NodeMessageProtector>()
            .AddSingleton<RoomBackplane>()
            .AddSingleton<CueAppender>();
        services.AddHostedService(provider => provider.GetRequiredService<RoomBackplane>());
        services
            .AddSingleton<RoomRegistry>()
            .AddSingleton<RoomAccess>()
            .AddSingleton<RoomLifecycleSignal>()
            .AddSingleton<AccessSignal>()
            .AddSingleton<RoomLoader>()
            .AddSingleton<SessionLookup>()
            .AddSingleton<AttendanceRecorder>()
            .AddSingleton<ReactionRows>()
            .AddSingleton<PresenceLeases>();
        services
            .AddSingleton<JoinRows>()
            .AddSingleton<JoinRoom>()
            .AddSingleton<RoomView>()
            .AddSingleton<AcquireLeadership>()
            .AddSingleton<LeaveRoom>()
            .AddSingleton<RemoveMember>();
        services
            .AddSingleton<SendCue>()
            .AddSingleton<SendFormNote>()
            .AddSingleton<MarkFormNote>()
            .AddSingleton<SendReaction>()
            .AddSingleton<RaiseHand>()
            .AddSingleton<StartClass>()
            .AddSingleton<EndClass>()
            .AddSingleton<SwitchPrepared>()
            .AddSingleton<ReportWatching>();
        services
            .AddSingleton<PresenceBroadcaster>()
            .AddHostedService<RoomLifecycleWorker>()
            .AddHostedService<RoomTickWorker>()
            .AddHostedService<PreparedCueWorker>();
        services.AddMirror();
        services.AddLiveHub();

        // Last, and so the first to stop: the other workers are there for what connections still do.
        services.AddSingleton<Draining>().AddHostedService(provider => provider.GetRequiredService<Draining>());
        return services;
    }

    /// <summary>Maps its endpoints and the hub.</summary>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/live").WithTags("Live");
        ReadRoom.Map(group);
        ReadRunSheet.Map(group);
        ReadCues.Map(group);
        ReadCaptions.Map(group);
        ReadFormNotes.Map(group);
        ReadAttendance.Map(group);
        ReadNoteHistory.Map(group);
        NoteTemplates.Map(group);
        ReadSummary.Map(group);
        ListMyClasses.Map(group);
        ReadReport.Map(group);
        ExportReport.Map(group);
        ReadMirrorAudit.Map(group);
        var mirror = MirrorEndpoint.Map(app);
        var draining = app.ServiceProvider.GetRequiredService<Draining>();
        var places = app.ServiceProvider.GetRequiredService<ConnectionPlaces>();
        var upgrade = app.ServiceProvider.GetRequiredService<SocketUpgrade>();
        app.MapHub<LiveSessionHub>("/hubs/live")
            .Add(endpoint =>
                endpoint.RequestDelegate = draining.Guard(places.Guard(upgrade.Guard(endpoint.RequestDelegate!)))
            );
        mirror.Add(endpoint => endpoint.RequestDelegate = draining.Guard(places.Guard(endpoint.RequestDelegate!)));
        return app;
    }

    /// <summary>Sends the connections of this process to others, before it stops. Returns when they have left, or when
    /// their time is up.</summary>
    public static Task DrainAsync(IServiceProvider services, CancellationToken ct)
    {
        var leaving = services.GetService<Draining>()?.RunAsync(ct) ?? Task.CompletedTask;
        services.GetService<MirrorRelay>()?.SendElsewhere();
        return leaving;
    }

    /// <summary>Gives the demo's members a history in this instructor's past classes.</summary>
    /// <returns>How many past classes there are.</returns>
    public static Task<int> SeedDemoHistoryAsync(
        IServiceProvider services,
        MemberId instructor,
        IReadOnlyList<DemoMember> members,
        CancellationToken ct
    ) =>
        SeedDemoHistory.RunAsync(
            services.GetRequiredService<LiveDatabase>(),
            services.GetRequiredService<TimeProvider>(),
            instructor,
            members,
            ct
        );

    private static void AddMirror(this IServiceCollection services) =>
        services
            .AddSingleton<MirrorMetrics>()
            .AddSingleton<MirrorRelay>()
            .AddSingleton<MirrorAccess>()
            .AddSingleton<MirrorAdmission>()
            .AddSingleton<MirrorRows>()
            .AddSingleton<ShareMirror>()
            .AddSingleton<WatchMirror>()
            .AddSingleton<MirrorEndpoint>()
            .AddHostedService<MirrorAccessWorker>();

    private static void AddLiveHub(this IServiceCollection services)
    {
        services.AddSingleton<HubErrorFilter>().AddSingleton<CallLimits>().AddSingleton<ConnectionPlaces>();
        services
            .AddSingleton<ConnectionOutputs>()
            .AddSingleton<SilenceWorker>()
            .AddSingleton<SocketUpgrade>()
            .AddHostedService(provider => provider.GetRequiredService<SilenceWorker>())
            .AddSingleton<HubLifetimeManager<LiveSessionHub>, ConnectionFeatureManager<LiveSessionHub>>()
            .AddSingleton<IConnectionListenerFactory>(provider => new DetachableTransport(
                ActivatorUtilities.CreateInstance<SocketTransportFactory>(provider)
            ));
        services
            .AddSignalR(hub =>
            {
                hub.AddFilter<HubErrorFilter>();
                hub.MaximumReceiveMessageSize = MaxFrameBytes;

                // As often as stock clients expect; who has frozen is found by the pings of WebSockets.
                hub.KeepAliveInterval = TimeSpan.FromSeconds(15);

                // Clients ping every 15 s by default; one that misses two is disconnected.
                // mutation presence-frozen: hub.ClientTimeoutInterval = TimeSpan.FromMinutes(5);
                // mutation slow-reader: hub.ClientTimeoutInterval = TimeSpan.FromMinutes(5);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(32);
            })
            .AddJsonProtocol(json => JsonSetup.Configure(json.PayloadSerializerOptions))
            .AddMessagePackProtocol(messagePack => messagePack.SerializerOptions = IdMessagePack.Options);
        services.AddSingleton<HubConnectionHandler<LiveSessionHub>, DirectHubHandler<LiveSessionHub>>();

        for (var i = 0; i < services.Count; i++)
        {
            if (
                services[i] is { ServiceType: var service, ImplementationType: { } protocol }
                && service == typeof(IHubProtocol)
            )
            {
                services[i] = ServiceDescriptor.Singleton<IHubProtocol>(provider => new ErrorMappingHubProtocol(
                    (IHubProtocol)ActivatorUtilities.CreateInstance(provider, protocol),
                    provider.GetRequiredService<CallLimits>()
                ));
            }
        }
    }
}
