using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Data;

/// <summary>The folder of files. It is its owner's alone; and while its databases are in it, one process serves from it
/// at a time. That is a lock which the system takes back, however the process ends.</summary>
internal sealed partial class DataFolder(IOptions<DataOptions> options, ILogger<DataFolder> log) : IDisposable
{
    private const string LockName = ".lock";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Of a file that another process holds: EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    private readonly string folder = Path.GetFullPath(options.Value.Folder);
    private FileStream? held;

    private bool HasDatabases => options.Value.Provider == "sqlite";

    /// <summary>Makes the folder ready to serve from; before anything in it is opened.</summary>
    /// <exception cref="CannotStartException">It cannot be used, or another process serves from it.</exception>
    public void Enter()
    {
        if (HasDatabases && !TryEnter())
            throw new CannotStartException(
                $"Another UpperBack works in the folder {folder}: stop that one first, or name another folder with "
                    + "--data."
            );
    }

    /// <summary>The same for a verb that can do its work beside the process that serves.</summary>
    /// <returns>False when one does.</returns>
    public bool TryEnter()
    {
        if (!HasDatabases)
            return true;

        Prepare(folder);
        held ??= Hold();
        return held is not null;
    }

    /// <summary>Makes a folder if there is none, sees whether files can be made in it, and takes from others what they
    /// may do in it.</summary>
    /// <exception cref="CannotStartException">It cannot be used.</exception>
    public void Prepare(string place)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(place);
            else
                Directory.CreateDirectory(place, Owner);
            using (File.Create(Path.Combine(place, $".probe-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose))
                Tighten(place);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                File.Exists(place)
                    ? $"{place} is a file, but must be a folder: name another one with --data."
                    : $"Nothing can be stored in the folder {place}: let the user {Environment.UserName} write "
                        + $"there, make room, or name another folder. ({ex.Message})",
                ex
            );
        }
    }

    public void Dispose() => held?.Dispose();

    private FileStream? Hold()
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, LockName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException ex) when (HeldByAnother.Contains(ex.HResult))
        {
            return null;
        }
    }

    /// <summary>What earlier versions made could be read by everybody on the machine.</summary>
    private void Tighten(string place)
    {
        if (OperatingSystem.IsWindows())
            return;

        string? reason = null;
        foreach (
            var entry in new DirectoryInfo(place)
                .EnumerateFileSystemInfos("*", Everything)
                .Prepend(new DirectoryInfo(place))
        )
        {
            try
            {
                if (entry.Exists && (entry.UnixFileMode & ~Owner) != 0)
                    entry.UnixFileMode &= Owner;
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                // Another user's volume, such as a container is given: whoever gave it says who may read it.
                reason = ex.Message;
            }
        }

        if (reason is not null)
            NotTightened(place, reason);
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Other users of this machine may be able to read {Folder}, and it is not ours to forbid it: {Reason}"
    )]
    private partial void NotTightened(string folder, string reason);
}
