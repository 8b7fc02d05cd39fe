using System.Runtime.Versioning;

namespace UpperBack.Host.Tests.Starting;

/// <summary>The executable as a process of its own, on a folder that an earlier version made.</summary>
[SupportedOSPlatform("linux")]
public sealed class OwnerOnlyTests
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    [Fact]
    public async Task WhatIsStoredIsItsOwnersAloneAlsoWhereItWasNotAndAKilledProcessLeavesNoLock()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-owner-");
        var recording = Directory.CreateDirectory(Path.Combine(folder.FullName, "recordings", "1", ".old"));
        await File.WriteAllTextAsync(Path.Combine(recording.FullName, "1.m4s"), "picture");
        foreach (var old in AllIn(folder))
            old.UnixFileMode |=
                UnixFileMode.GroupRead
                | UnixFileMode.OtherRead
                | (old is DirectoryInfo ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : 0);

        await using (var host = await HostProcess.StartAsync(folder.FullName))
        {
            using var http = host.Client();
            await Person.SignUpAsync(http, "Asha");
            var all = AllIn(folder);
            Assert.Subset(
                all.Select(entry => entry.Name).ToHashSet(),
                new HashSet<string> { "accounts.db", "accounts.db-wal", "accounts.db-shm", "1.m4s" }
            );
            Assert.Empty(all.Where(entry => (entry.UnixFileMode & Others) != 0).Select(entry => entry.FullName));

            await host.KillAsync();
            await host.StartAgainAsync();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>The folder and everything in it.</summary>
    private static FileSystemInfo[] AllIn(DirectoryInfo folder) =>
        [
            folder,
            .. folder.EnumerateFileSystemInfos(
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
            ),
        ];
}
