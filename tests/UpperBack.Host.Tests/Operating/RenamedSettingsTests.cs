using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using UpperBack.Host.Options;
using UpperBack.Live;

namespace UpperBack.Host.Tests.Operating;

/// <summary>Settings keep the name that the release before had for them, for one release.</summary>
public sealed class RenamedSettingsTests
{
    [Theory]
    [InlineData("Live:LongestRecovery", "Live:MaxRecoveredCues", nameof(LiveOptions.MaxRecoveredCues))]
    [InlineData("Live:ListedPeople", "Live:PresenceListLimit", nameof(LiveOptions.PresenceListLimit))]
    [InlineData("Live:ConnectionBacklog", "Live:MaxQueuedMessages", nameof(LiveOptions.MaxQueuedMessages))]
    [InlineData("live:longestrecovery", "Live:MaxRecoveredCues", nameof(LiveOptions.MaxRecoveredCues))]
    public void TheOldNameIsReadAndAWarningNamesTheNewOne(string oldName, string newName, string property)
    {
        var (options, warnings) = Read([$"--{oldName}", "123"]);

        Assert.Equal(123, typeof(LiveOptions).GetProperty(property)!.GetValue(options));
        Assert.Equal(
            $"{oldName} is called {newName} now: rename it, the next release reads the new name only.",
            Assert.Single(warnings),
            ignoreCase: true
        );
    }

    [Theory]
    [InlineData("--Live:LongestRecovery", "50", "--Live:MaxRecoveredCues", "60")]
    [InlineData("--Live:MaxRecoveredCues", "60", "--Live:LongestRecovery", "50")]
    [InlineData("--Live:MaxRecoveredCues", "60", "--Live:LongestRecovery", "60")]
    public void WhereBothAreGivenTheNewNameCounts(params string[] args)
    {
        var (options, warnings) = Read(args);

        Assert.Equal(60, options.MaxRecoveredCues);
        Assert.Equal(
            "Live:LongestRecovery is called Live:MaxRecoveredCues now, and both are set: Live:MaxRecoveredCues "
                + "counts, remove Live:LongestRecovery.",
            Assert.Single(warnings)
        );
    }

    [Fact]
    public void NothingIsSaidOfTheNewNames()
    {
        var (options, warnings) = Read(["--Live:PresenceListLimit", "7"]);

        Assert.Equal(7, options.PresenceListLimit);
        Assert.Empty(warnings);
    }

    /// <summary>As a process of its own, which alone has an environment and a console.</summary>
    [Fact]
    public async Task TheEnvironmentIsReadAlikeAndCheckConfigSaysSo()
    {
        using var check = new Process();
        check.StartInfo = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "UpperBack.Host.dll"), "check-config" },
            Environment = { ["Live__ListedPeople"] = "-1", ["Live__ConnectionBacklog"] = "100" },
        };
        check.Start();
        var said = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();

        Assert.Equal(2, check.ExitCode);
        Assert.Contains("Live:ListedPeople is called Live:PresenceListLimit now", said, StringComparison.Ordinal);
        Assert.Contains("Live:ConnectionBacklog is called Live:MaxQueuedMessages now", said, StringComparison.Ordinal);
        Assert.Contains("Live:PresenceListLimit is -1", said, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileIsReadAlike()
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonStream(new MemoryStream("""{ "Live": { "ListedPeople": 9 } }"""u8.ToArray()));
        configuration.AddRenamedSettings();

        Assert.Equal("9", configuration["Live:PresenceListLimit"]);
        Assert.Single(RenamedSettings.WarningsOf(configuration));
        Assert.Empty(ConfigurationCheck.Find(configuration));
    }

    private static (LiveOptions Options, IReadOnlyList<string> Warnings) Read(string[] args)
    {
        var configuration = UpperBackHost.CreateBuilder(args).Configuration;
        Assert.Empty(ConfigurationCheck.Find(configuration));
        return (UpperBackHost.OptionsOf<LiveOptions>(configuration), RenamedSettings.WarningsOf(configuration));
    }
}
