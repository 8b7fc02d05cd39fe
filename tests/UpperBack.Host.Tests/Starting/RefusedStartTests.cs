using System.Globalization;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using UpperBack.Testing.Servers;

namespace UpperBack.Host.Tests.Starting;

/// <summary>What stands in the way of a start is said in one sentence that says what to do, and nothing was
/// touched.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upperback-start-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--urls", "http://127.0.0.1:{0}", "--urls")]
    [InlineData("--urls", "http://localhost:{0}", "--urls")]
    [InlineData("--urls", "http://*:{0}", "--urls")]
    [InlineData("--Kestrel:Endpoints:Web:Url", "http://0.0.0.0:{0}", "Kestrel:Endpoints:Web:Url")]
    [InlineData("--Streaming:Rtmp", "127.0.0.1:{0}", "--Streaming:Rtmp")]
    public async Task APortThatIsInUseIsFoundBeforeAnythingIsMigrated(string setting, string value, string way)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var said = await RefusedAsync(setting, string.Format(CultureInfo.InvariantCulture, value, port));
        Assert.StartsWith($"Port {port} is in use", said, StringComparison.Ordinal);
        Assert.Contains(way, said, StringComparison.Ordinal);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("http://203.0.113.1:5080", "no address 203.0.113.1")]
    [InlineData("nonsense", "no address to listen at")]
    [InlineData("http://127.0.0.1:99999", "choose one from 1 to 65535")]
    public async Task AnAddressThatIsNoneIsNamed(string url, string expected)
    {
        Assert.Contains(expected, await RefusedAsync("--urls", url), StringComparison.Ordinal);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task ACertificateThatCannotBeReadIsNamedBeforeAnythingIsMigrated()
    {
        var said = await RefusedAsync("--Kestrel:Certificates:Default:Path", "/nowhere/upperback.pfx");
        Assert.Contains(
            "The certificate /nowhere/upperback.pfx cannot be read: correct Kestrel:Certificates:Default.",
            said,
            StringComparison.Ordinal
        );
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task AFileWhereTheFolderShouldBeIsNamed()
    {
        var file = Path.Combine(folder.FullName, "data");
        await File.WriteAllTextAsync(file, "");
        Assert.Equal(
            $"{file} is a file, but must be a folder: name another one with --data.",
            await RefusedAsync("--data", file)
        );
    }

    [Theory]
    [InlineData("--data")]
    [InlineData("--Streaming:Folder")]
    public async Task AFolderThatCannotBeWrittenIsNamed(string setting)
    {
        // Nobody, not even root, makes files there.
        Assert.StartsWith(
            "Nothing can be stored in the folder /proc/upperback: let the user",
            await RefusedAsync(setting, "/proc/upperback"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ADamagedDatabaseIsNamed()
    {
        var file = Path.Combine(folder.FullName, "live.db");
        await File.WriteAllBytesAsync(file, Enumerable.Repeat((byte)'x', 8192).ToArray());
        Assert.StartsWith(
            $"The database {file} is damaged: put back a back-up",
            await RefusedAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("accounts.db")]
    [InlineData("platform.db")]
    public async Task DamageBehindWhatAMigrationReadsIsNamedToo(string name)
    {
        Assert.Equal(
            0,
            await UpperBackServer.RunVerbAsync(
                "migrate",
                "--data",
                folder.FullName,
                "--Logging:LogLevel:Default",
                "None"
            )
        );
        SqliteConnection.ClearAllPools();
        await using (var file = File.OpenWrite(Path.Combine(folder.FullName, name)))
        {
            var half = file.Length / 8192 * 4096;
            file.Position = half;
            await file.WriteAsync(Enumerable.Repeat((byte)0xa5, (int)(file.Length - half)).ToArray());
        }

        Assert.Matches("^The database .* is damaged: put back a back-up", await RefusedAsync());
    }

    [Fact]
    public async Task ADatabaseOfANewerVersionIsLeftAlone()
    {
        await using (await UpperBackServer.StartAsync(folder.FullName)) { }

        await using (
            var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "community.db")}")
        )
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                "insert into migrations (name, applied_at) values ('9999_the_future.sql', '2099-01-01')";
            await command.ExecuteNonQueryAsync();
        }

        Assert.StartsWith(
            "The database 'community' was made or used by a newer version (9999_the_future.sql): start that version",
            await RefusedAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal((1, true), await IsRefusedAsync("migrate", "newer version"));
    }

    [Fact]
    public async Task AFullDiskIsNamed()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 1);
        await disk.FillAsync();
        var said = await RefusedAsync("--data", Path.Combine(disk.Folder, "data"));
        Assert.Contains("make", said, StringComparison.Ordinal);
        Assert.Contains("room", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneFolderIsServedByOneProcessAtATimeAndVerbsThatMayRunBesideDo()
    {
        await using var server = await UpperBackServer.StartAsync(folder.FullName);
        using var http = server.Anonymous();
        var asha = await Person.SignUpAsync(http, "Asha");

        Assert.Equal(
            $"Another UpperBack works in the folder {folder.FullName}: stop that one first, or name another folder "
                + "with --data.",
            await RefusedAsync()
        );
        Assert.Equal((1, true), await IsRefusedAsync("migrate", "Another UpperBack works"));
        Assert.Equal((1, true), await IsRefusedAsync("lock-demo", "Another UpperBack works"));
        Assert.Equal(
            0,
            await UpperBackServer.RunVerbAsync(
                "grant-role",
                asha.Email,
                "admin",
                "--data",
                folder.FullName,
                "--Logging:LogLevel:Default",
                "None"
            )
        );
    }

    /// <summary>Runs the platform on the folder, and expects it to end with one sentence and 1.</summary>
    private async Task<string> RefusedAsync(params string[] settings)
    {
        var (code, errors) = await UpperBackServer.FailAsync([
            "--urls",
            "http://127.0.0.1:0",
            "--Streaming:Rtmp",
            "off",
            "--demo",
            "off",
            "--data",
            folder.FullName,
            .. settings,
        ]);
        Assert.Equal(1, code);
        Assert.DoesNotContain('\n', errors);
        return errors;
    }

    private async Task<(int Code, bool SaysSo)> IsRefusedAsync(string verb, string words)
    {
        var (code, errors) = await UpperBackServer.FailAsync(verb, "--data", folder.FullName);
        return (code, errors.Contains(words, StringComparison.Ordinal));
    }
}
