using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Streaming.Access;
using UpperBack.Streaming.Control;
using UpperBack.Streaming.Health;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Keys;
using UpperBack.Streaming.Origin;
using UpperBack.Streaming.Recordings;
using UpperBack.Streaming.Renditions;
using UpperBack.Streaming.Rtmp;
using UpperBack.Streaming.Sessions;
using UpperBack.Streaming.Storage;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming;

/// <summary>Live video: ingest, low-latency HLS origin, recordings, replay.</summary>
public static class StreamingModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<StreamingDatabase>();
        services.AddEventHandler<StreamingDatabase, SessionChanged, OnSessionChanged>("KeepSessionPlan");
        services.AddEventHandler<StreamingDatabase, ClassStarted, OnClassStarted>("KeepClassStart");
        services.AddEventHandler<StreamingDatabase, ClassEnded, OnClassEnded>("KeepClassEnd");
        services.AddEventHandler<StreamingDatabase, ClassEnded, OutageReviewQueue>("AwaitVerdict");
        services.AddEventHandler<StreamingDatabase, MemberRemovalChanged, OnMemberRemovalChanged>("KeepRemoval");

        services.AddSingleton<SessionLookup>().AddSingleton<SessionSignal>();
        services.AddSingleton<StreamRegistry>().AddHostedService<StreamLifecycleWorker>();
        services.AddSingleton<IIngestGateway, IngestGateway>().AddSingleton<HttpIngest>().AddSingleton<BrowserIngest>();
        services.AddRecordingStore().AddSingleton<SegmentRecorder>();
        services.AddSingleton<EraseRecording>().AddSingleton<ErasureSignal>();
        services.AddHostedService<RecordingRetentionWorker>();
        services.AddSingleton(provider => new StreamParts(
            provider.GetRequiredService<StreamingDatabase>(),
            provider.GetRequiredService<SegmentRecorder>(),
            provider.GetRequiredService<IOptions<StreamingOptions>>().Value,
            [.. provider.GetServices<IEncoderSessionListener>()],
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LiveStream>>()
        ));
        services.AddSingleton<ServeMedia>();
        services.AddHostedService<OutageReviewWorker>();
        services.AddRtmp();
        services
            .AddSingleton<TranscoderManager>()
            .AddHostedService(provider => provider.GetRequiredService<TranscoderManager>());
        services.AddSingleton<IEncoderSessionListener>(provider => provider.GetRequiredService<TranscoderManager>());
        MediaAuthentication.Add(services);
        return services;
    }

    /// <summary>Where recordings are, when they are on disk.</summary>
    public static string RecordingsFolder(StreamingOptions options, DataOptions data) =>
        RecordingStoreSetup.FolderOf(options, data);

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapStreaming(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/streaming").WithTags("Streaming");
        ReadStream.Map(group);
        StopStream.Map(group);
        CalibrateStream.Map(group);
        GrantAccess.Map(group);
        CheckAccess.Map(group);
        CreateKey.Map(group);
        ListKeys.Map(group);
        RevokeKey.Map(group);
        ListRecordings.Map(group);
        ListRecorded.Map(group);
        DeleteRecording.Map(group);
        ReportHealth.Map(group);
        ReadHealth.Map(group);
        BrowserIngest.Map(group);
        HttpIngest.Map(group);
        ServeMedia.Map(app);
        return app;
    }
}
