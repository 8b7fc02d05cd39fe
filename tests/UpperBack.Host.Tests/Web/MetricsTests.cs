using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Host.Tests.Web;

/// <summary>Alone, as those of the dashboards: servers of one process share what a meter of one name
/// measures.</summary>
[Collection(nameof(Deploy.DeployMetricsTests))]
public sealed class MetricsTests
{
    [Fact]
    public async Task WhatIsMeasuredIsToldToWhoeverAsks()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Telemetry:Metrics", "on");
        var measured = server.Services.GetRequiredService<UpperBackMetrics>();
        measured.CueFannedOut(TimeSpan.FromMilliseconds(30));
        measured.Resynced();
        using var http = server.Anonymous();
        await http.GetStringAsync("/health/live");

        var metrics = await http.GetStringAsync("/metrics");

        Assert.Equal("1", ValueOf(metrics, "upperback_cue_fanout_seconds_count"));
        Assert.Equal("1", ValueOf(metrics, "upperback_resyncs_total"));
        Assert.Equal("0", ValueOf(metrics, "upperback_participants"));
        Assert.Contains("http_server_request_duration_seconds_bucket", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLagOfAnOutboxIsTheAgeOfItsOldestMessage()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Telemetry:Metrics", "on");
        var accounts = server.Services.GetServices<ServiceDatabase>().Single(database => database.Name == "accounts");
        await using (var work = await accounts.BeginAsync(default))
        {
            work.Publish(
                new MemberChanged(
                    MemberId.New(),
                    1,
                    "Asha",
                    "Asia/Kolkata",
                    false,
                    ["member"],
                    server.Clock.GetUtcNow()
                )
            );
            await work.CommitAsync(default);
        }

        await Eventually.Is(
            () => accounts.QueryFirstOrDefaultAsync<string>("select sent_at from outbox", null, default),
            sentAt => sentAt is not null
        );
        await accounts.ExecuteAsync(
            "update outbox set sent_at = null, available_at = '2999-01-01T00:00:00.000000Z'",
            null,
            default
        );
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        using var http = server.Anonymous();

        var metrics = await Eventually.Is(
            async () =>
            {
                await server.Services.GetRequiredService<OutboxSampler>().SampleAsync(default);
                return await http.GetStringAsync("/metrics");
            },
            told =>
                double.Parse(ValueOf(told, "upperback_outbox_lag_seconds", "accounts"), CultureInfo.InvariantCulture)
                    is > 299
                        and < 400
        );

        Assert.Equal("1", ValueOf(metrics, "upperback_outbox_waiting", "accounts"));
        Assert.Equal("0", ValueOf(metrics, "upperback_outbox_waiting", "community"));
    }

    [Fact]
    public async Task SwitchedOffNothingIsTold()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Telemetry:Metrics", "off");
        using var http = server.Anonymous();

        Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync("/metrics")).StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task WhoComesThroughAProxyIsToldNothing(string header, string value)
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Telemetry:Metrics", "on");
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Add(header, value);

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/METRICS")).StatusCode);
    }

    private static string ValueOf(string metrics, string name, string service = "") =>
        metrics
            .Split('\n')
            .Single(line =>
                line.StartsWith(name, StringComparison.Ordinal)
                && line[name.Length] is '{' or ' '
                && line.Contains(service, StringComparison.Ordinal)
            )
            .Split("} ")[^1]
            .Split(' ')[0];
}
