using System.Diagnostics;

namespace UpperBack.Host.Tests.Starting;

/// <summary>The first build takes minutes: what <c>dotnet run</c> lets through of it says what is done, and that it
/// goes on.</summary>
public sealed class FirstRunTests
{
    [Fact]
    public async Task AQuietBuildSaysWhatItDoesAndThatItGoesOn()
    {
        var web = Directory.CreateTempSubdirectory("upperback-web-");
        foreach (var name in new[] { "package.json", "package-lock.json" })
            await File.WriteAllTextAsync(Path.Combine(web.FullName, name), "{}");
        var npm = Path.Combine(web.FullName, "npm.sh");
        await File.WriteAllTextAsync(npm, "sleep 6\n");
        web.CreateSubdirectory("node_modules");
        await File.WriteAllTextAsync(Path.Combine(web.FullName, "node_modules", ".package-lock.json"), "{}");
        File.SetLastWriteTimeUtc(Path.Combine(web.FullName, "node_modules", ".package-lock.json"), DateTime.UnixEpoch);

        // As dotnet run builds: quietly. In place of npm stands something that takes its time and says nothing.
        string said;
        using (var build = new Process())
        {
            build.StartInfo = new ProcessStartInfo("dotnet")
            {
                WorkingDirectory = Repository.Folder(""),
                RedirectStandardOutput = true,
                ArgumentList =
                {
                    "msbuild",
                    "services/Host/UpperBack.Host.csproj",
                    "-verbosity:quiet",
                    "-nologo",
                    "-nodeReuse:false",
                    "-target:SayRestoring;InstallWebPackages",
                    $"-property:WebFolder={web.FullName}",
                    $"-property:NpmCommand=sh {npm}",
                },
            };
            build.Start();
            said = await build.StandardOutput.ReadToEndAsync();
            await build.WaitForExitAsync();
            Assert.True(build.ExitCode == 0, said);
        }

        Assert.Contains("Restoring the server's packages", said, StringComparison.Ordinal);
        Assert.Contains("Installing the web client's packages", said, StringComparison.Ordinal);
        Assert.Contains("still at it after 5 s", said, StringComparison.Ordinal);
        web.Delete(recursive: true);
    }
}
