namespace UpperBack.Streaming.Storage;

/// <summary>Recordings on a local disk, an object a file. An object is written beside its target under a name that no
/// path has, and moved once it is on the disk; what a crash leaves half written is deleted with its folder.</summary>
/// <param name="folder">Where they are; made when the first object comes.</param>
internal sealed class DiskRecordingStore(string folder) : IRecordingStore
{
    private const string Unfinished = ".unfinished-";

    // Every write goes through to the disk: what was written has to survive a crash of the process, and of the machine.
    private static readonly FileStreamOptions Writing = new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        BufferSize = 0,
        Options = FileOptions.Asynchronous | FileOptions.WriteThrough,
    };

    private static readonly FileStreamOptions Reading = new()
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    };

    private readonly string root = Path.GetFullPath(folder);

    public async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var target = FullPathOf(path);
        var parent = Path.GetDirectoryName(target)!;
        var unfinished = Path.Combine(parent, $"{Unfinished}{Guid.NewGuid():N}");
        ct.ThrowIfCancellationRequested();
        try
        {
            Directory.CreateDirectory(parent);
            await using (var file = new FileStream(unfinished, Writing))
                await file.WriteAsync(bytes, ct);
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception ex)
        {
            File.Delete(unfinished);
            if (ex is UnauthorizedAccessException)
                throw NotAllowed(ex);
            throw;
        }
    }

    public Task<Stream?> OpenAsync(string path, CancellationToken ct)
    {
        var target = FullPathOf(path);
        try
        {
            return Task.FromResult<Stream?>(new FileStream(target, Reading));
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (UnauthorizedAccessException ex)
        {
            throw NotAllowed(ex);
        }
    }

    public Task DeleteAsync(string folder, CancellationToken ct)
    {
        var target = FullPathOf(folder);
        return Task.Run(
            () =>
            {
                try
                {
                    Directory.Delete(target, recursive: true);
                }
                catch (DirectoryNotFoundException)
                {
                    // Deleted already.
                }
                catch (UnauthorizedAccessException ex)
                {
                    throw NotAllowed(ex);
                }
            },
            ct
        );
    }

    private string FullPathOf(string path) => Path.Combine(root, ObjectPath.Checked(path));

    private static IOException NotAllowed(Exception ex) =>
        new("The process may not use the recordings' folder: give it the right to.", ex);
}
