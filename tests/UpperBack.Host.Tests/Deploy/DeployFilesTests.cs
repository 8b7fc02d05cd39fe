using System.Text.RegularExpressions;
using UpperBack.Host.Options;
using YamlDotNet.RepresentationModel;

namespace UpperBack.Host.Tests.Deploy;

/// <summary>Nothing in deploy/ names what does not exist.</summary>
public sealed partial class DeployFilesTests
{
    private static readonly HashSet<string> Known =
    [
        .. ConfigurationCheck.OptionTypes.SelectMany(type =>
            type.GetProperties().Where(p => p.CanWrite).Select(p => $"{ConfigurationCheck.SectionOf(type)}__{p.Name}")
        ),
    ];

    public static TheoryData<string> YamlFiles => [.. DeployFolder.YamlFiles()];

    [Theory]
    [MemberData(nameof(YamlFiles))]
    public void EveryFileIsYaml(string file)
    {
        var documents = DeployFolder.Parse(file);

        Assert.NotEmpty(documents);
        if (file.StartsWith("kubernetes", StringComparison.Ordinal))
            Assert.All(documents, document =>
                Assert.All((string[])["apiVersion", "kind", "metadata"], key =>
                    Assert.True(((YamlMappingNode)document.RootNode).Children.ContainsKey(key))
                )
            );
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("kubernetes/config.yaml")]
    [InlineData("kubernetes/secret.example.yaml")]
    [InlineData("kubernetes/app.yaml")]
    [InlineData("kubernetes/streaming.yaml")]
    [InlineData("Dockerfile")]
    public void EverySettingThatIsNamedExists(string file)
    {
        Assert.NotEmpty(SettingsIn(DeployFolder.Read(file)));
        Assert.Empty(SettingsIn(DeployFolder.Read(file)).Except(Known));
    }

    [Fact]
    public void ASettingThatDoesNotExistIsFound() =>
        Assert.Equal(["Data__Providor"], SettingsIn("  Data__Providor: postgres").Except(Known));

    [Fact]
    public void EverySettingThatTheRunbookNamesExists() =>
        Assert.Empty(
            Setting()
                .Matches(DeployFolder.Read("runbook.md"))
                .Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal))
                .Except(Known)
        );

    [Fact]
    public void EveryAlarmHasAHeadingInTheRunbook()
    {
        var headings = DeployFolder
            .Read("runbook.md")
            .Split('\n')
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..].Trim())
            .ToArray();
        var alarms = Alarm()
            .Matches(DeployFolder.Read("prometheus/alerts.yml"))
            .Select(match => match.Groups[1].Value)
            .ToArray();

        Assert.NotEmpty(alarms);
        Assert.Equal(alarms.Order(), headings.Order());
    }

    [Fact]
    public void TheTwoProxiesHandleMediaAlike() =>
        Assert.Equal(
            MediaOf(
                DeployFolder
                    .Read("nginx-media.conf")
                    .Replace("http://upperback/", "http://upperback_streaming/", StringComparison.Ordinal),
                "# Everything else"
            ),
            MediaOf(DeployFolder.Read("nginx.conf"), "# The rest of video")
        );

    [Fact]
    public void TheTwoProxiesLimitAlike() =>
        Assert.All(
            (string[])
                [
                    "map $remote_addr $upperback_client",
                    "rate=10r/s;",
                    "limit_conn_status 429;",
                    "limit_req zone=upperback_doors burst=400 nodelay;",
                    "limit_conn upperback_places 2000;",
                ],
            line =>
                Assert.All((string[])["nginx.conf", "nginx-media.conf"], file =>
                    Assert.Contains(line, DeployFolder.Read(file), StringComparison.Ordinal)
                )
        );

    [Fact]
    public void TheBrokerIsOneThatIsStillMended()
    {
        Assert.Matches(@"image: rabbitmq:4\.\d+-alpine", DeployFolder.Read("compose.yaml"));
        Assert.Contains("RabbitMQ 4 ", DeployFolder.Read("kubernetes/config.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void NoSecretHasADefault()
    {
        Assert.All(
            DeployFolder
                .Read(".env.example")
                .Split('\n')
                .Where(line =>
                    line.Contains("PASSWORD", StringComparison.Ordinal)
                    || line.Contains("SECRET", StringComparison.Ordinal)
                )
                .Where(line => !line.StartsWith('#')),
            line => Assert.EndsWith("=", line, StringComparison.Ordinal)
        );
        Assert.DoesNotMatch(@"\$\{[A-Z_]*(PASSWORD|SECRET):?-", DeployFolder.Read("compose.yaml"));
    }

    private static IEnumerable<string> SettingsIn(string text) =>
        Variable().Matches(text).Select(match => match.Value).Distinct();

    private static string MediaOf(string text, string until)
    {
        var begin = text.IndexOf("# Media. One address", StringComparison.Ordinal);
        var end = text.IndexOf(until, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin);
        return Space().Replace(text[begin..end], " ");
    }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+__[A-Za-z0-9_]+\b")]
    private static partial Regex Variable();

    [GeneratedRegex(
        @"`((?:Host|Data|Bus|Redis|Telemetry|Limits|Accounts|Scheduling|Live|Streaming|Community):[A-Za-z0-9]+)`"
    )]
    private static partial Regex Setting();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alarm();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
