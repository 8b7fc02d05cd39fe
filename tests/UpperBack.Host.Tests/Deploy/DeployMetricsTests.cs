using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Host.Tests.Deploy;

/// <summary>Alone: servers of one process share what a meter of one name measures, and one that stops takes it from the
/// others.</summary>
[CollectionDefinition(nameof(DeployMetricsTests), DisableParallelization = true)]
[Collection(nameof(DeployMetricsTests))]
public sealed partial class DeployMetricsTests
{
    /// <summary>Prometheus makes it itself.</summary>
    private const string Up = "up";

    [Fact]
    public async Task EveryMetricOfTheDashboardAndTheAlarmsIsPublished()
    {
        var published = await ReadPublishedAsync();
        foreach (var file in (string[])["grafana/upperback.json", "prometheus/alerts.yml", "kubernetes/app.yaml"])
        {
            var named = NamesIn(DeployFolder.Read(file));
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(published));
        }
    }

    [Fact]
    public void AMetricThatDoesNotExistIsFound() =>
        Assert.Equal(
            ["upperback_cue_fanin_seconds_bucket"],
            NamesIn("rate(upperback_cue_fanin_seconds_bucket[5m])").Except([Up])
        );

    [Theory]
    [InlineData("text/plain;version=0.0.4")]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
    )]
    public async Task WhateverPrometheusAsksForTheNamesAreTheSame(string accept)
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Telemetry:Metrics", "on");
        server.Services.GetRequiredService<UpperBackMetrics>().Resynced();
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        Assert.Contains("\nupperback_resyncs_total{", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    private static async Task<HashSet<string>> ReadPublishedAsync()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Telemetry:Metrics", "on");
        var measured = server.Services.GetRequiredService<UpperBackMetrics>();
        measured.CueFannedOut(TimeSpan.FromMilliseconds(30));
        measured.Resynced();
        measured.OutboxSent("live", 1);
        measured.Consumed("live", "OnMemberChanged", TimeSpan.FromMilliseconds(30));
        measured.DatabaseTook("live", TimeSpan.FromMilliseconds(3));
        var mirror = server.Services.GetRequiredService<MirrorMetrics>();
        mirror.PictureSent(1000, ageMs: 30);
        mirror.PicturesDropped(1);
        mirror.KeyFrameAsked();
        await server.Services.GetRequiredService<OutboxSampler>().SampleAsync(default);
        await using var client = await LiveClient.ConnectAsync(server, await server.SignInAsync("Asha"));
        using var http = server.Anonymous();

        // Dependencies are looked at a little after the start.
        var metrics = await Eventually.Is(
            () => http.GetStringAsync("/metrics"),
            told => told.Contains("upperback_dependency_up{", StringComparison.Ordinal)
        );
        return [Up, .. Sample().Matches(metrics).Select(match => match.Groups[1].Value)];
    }

    private static IEnumerable<string> NamesIn(string text) =>
        Named().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]", RegexOptions.Multiline)]
    private static partial Regex Sample();

    // Labels such as http_response_status_code look like names, but end in no unit and stand before a comparison or in
    // a list.
    [GeneratedRegex(@"\b(?:upperback|http_server|signalr|kestrel|dotnet|db|messaging)_[a-z0-9_]+\b|\bup(?=\{)")]
    private static partial Regex Named();
}
