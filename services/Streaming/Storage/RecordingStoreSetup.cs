using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Streaming.Storage;

/// <summary>Chooses what stands behind the seam.</summary>
internal static class RecordingStoreSetup
{
    /// <summary>Registers the store that the settings name.</summary>
    public static IServiceCollection AddRecordingStore(this IServiceCollection services) =>
        services.AddSingleton<IRecordingStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StreamingOptions>>().Value;
            return options.Store == "s3"
                ? new S3RecordingStore(
                    new S3Settings(
                        options.S3Endpoint,
                        options.S3Region,
                        options.S3Bucket,
                        options.Folder.Trim('/'),
                        options.S3AccessKey,
                        options.S3SecretKey
                    )
                )
                : new DiskRecordingStore(FolderOf(options, provider.GetRequiredService<IOptions<DataOptions>>().Value));
        });

    /// <summary>Where recordings are on disk.</summary>
    public static string FolderOf(StreamingOptions options, DataOptions data) =>
        options.Folder is { Length: > 0 } folder ? folder : Path.Combine(data.Folder, "recordings");
}
