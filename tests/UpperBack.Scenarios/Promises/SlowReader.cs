using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Clients that stop reading: they are dropped, and nobody else feels them.</summary>
[Collection(Production.Name)]
[Trait(Measures.Trait, Measures.Time)]
public sealed class SlowReader(ProductionServersFixture servers, ITestOutputHelper output)
{
    private const int CuesASecond = 20;
    private const long MinBytes = 16L * 1024 * 1024;

    [Fact]
    public async Task FiveWhoStopReadingAmongAHundredAreDroppedAndTheOthersHearInTime()
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor);
        await using var lead = await LiveClient.ConnectAsync(fixture.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        await lead.StartClassAsync(session);
        await using var proxy = new FlakyTcpProxy(fixture.Endpoints[0]);
        var slow = await Task.WhenAll(fixture.Members(5, "Slow").Select(member => JoinAsync(proxy.Address, member)));
        var delays = new ConcurrentBag<double>();
        var bytes = 0L;
        var quick = await Task.WhenAll(
            fixture
                .Members(95)
                .Select(async member =>
                {
                    var client = await JoinAsync(member.Http.BaseAddress!, member);
                    client.Connection.On<Cue>(nameof(ILiveSessionClient.CueReceived), cue =>
                    {
                        if (
                            long.TryParse(
                                cue.Content.Text.AsSpan(0, 13),
                                CultureInfo.InvariantCulture,
                                out var scheduledMs
                            )
                        )
                            delays.Add(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - scheduledMs);
                        Interlocked.Add(ref bytes, JsonSerializer.SerializeToUtf8Bytes(cue).Length);
                    });
                    return client;
                })
        );
        await Eventually.Is(() => lead.Present.Count == 101);

        proxy.Stall();
        var waited = Stopwatch.StartNew();
        var dropped = Eventually
            .Is(() => lead.Present.Count == 96, TimeSpan.FromSeconds(60))
            .ContinueWith(_ => waited.Elapsed, TaskScheduler.Default);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / CuesASecond));
        for (var i = 0; Interlocked.Read(ref bytes) < MinBytes; i++)
        {
            Assert.True(waited.Elapsed < Machine.Allow(TimeSpan.FromMinutes(2)), $"Only {bytes} bytes were heard.");
            await pace.WaitForNextTickAsync();
            var text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()} {i}"
                )
                .PadRight(280, '.');
            await lead.SendTextAsync(session, text);
        }

        var p99 = delays.Order().ElementAt((int)(delays.Count * 0.99));
        var gone = await dropped;
        output.WriteLine(
            $"{delays.Count} deliveries, {bytes >> 20} MiB, p99 {p99} ms, "
                + $"the slow were gone after {gone.TotalSeconds:0.0} s"
        );
        Assert.True(
            gone < Machine.Allow(TimeSpan.FromSeconds(Scale.Of(15, 20))),
            $"The slow were dropped only after {gone}."
        );
        Assert.True(p99 <= Scale.Of(250, 1000) * Machine.Slowness, $"The others heard late: p99 {p99} ms.");
        await Task.WhenAll([
            .. slow.Select(client => client.DisposeAsync().AsTask()),
            .. quick.Select(client => client.DisposeAsync().AsTask()),
        ]);

        async Task<LiveClient> JoinAsync(Uri address, TestMember member)
        {
            var client = await LiveClient.ConnectAsync(address, member);
            await client.JoinAsync(session);
            return client;
        }
    }
}
