using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Streaming.Recordings;

/// <summary>Recordings on a local disk.</summary>
internal sealed class DiskRecordingStore(IOptions<StreamingOptions> options, IOptions<DataOptions> data) : IRecordingStore
{
    private const string Unfinished = ".part";

    private readonly string root = Path.GetFullPath(options.Value.Folder is { Length: > 0 } folder ? folder : Path.Combine(data.Value.Folder, "recordings"));

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var file = Locate(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using (var stream = new FileStream(file + Unfinished, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous }))
        {
            await stream.WriteAsync(bytes, ct);
            await Task.Run(() => stream.Flush(flushToDisk: true), ct);
        }

        File.Move(file + Unfinished, file, overwrite: true);
    }

    public Task<Stream?> OpenAsync(string path, CancellationToken ct)
    {
        var file = Locate(path);
        return Task.FromResult<Stream?>(File.Exists(file) ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous) : null);
    }

    public Task DeleteAsync(string folder, CancellationToken ct)
    {
        var path = Locate(folder);
        return Directory.Exists(path) ? Task.Run(() => Directory.Delete(path, recursive: true), ct) : Task.CompletedTask;
    }

    private string Locate(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        return full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new ArgumentException("The path leads out of the recordings.", nameof(path));
    }
}
