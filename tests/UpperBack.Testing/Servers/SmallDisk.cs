using System.Globalization;

namespace UpperBack.Testing.Servers;

/// <summary>A disk of a few megabytes, in memory, that can be filled. It needs the right to mount: root, as in a fresh
/// container.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string ballast;

    private SmallDisk(string folder)
    {
        Folder = folder;
        ballast = Path.Combine(folder, "ballast");
    }

    /// <summary>Where it is mounted; everybody may write to it.</summary>
    public string Folder { get; }

    /// <summary>Mounts an empty one.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("upperback-disk-").FullName;
        await Child.RunAsync(
            "/dev/null",
            [
                "mount",
                "-t",
                "tmpfs",
                "-o",
                string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=777"),
                "tmpfs",
                folder,
            ]
        );
        return new SmallDisk(folder);
    }

    /// <summary>Leaves no room.</summary>
    public async Task FillAsync()
    {
        var nothing = new byte[64 * 1024];
        await using var file = new FileStream(
            ballast,
            FileMode.Create,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 0
        );
        for (var size = nothing.Length; size >= 512; )
        {
            try
            {
                await file.WriteAsync(nothing.AsMemory(0, size));
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void MakeRoom() => File.Delete(ballast);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Child.RunAsync("/dev/null", ["umount", "-l", Folder]);
        Directory.Delete(Folder);
    }
}
