using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Host.Draining;
using UpperBack.Testing;
using UpperBack.Testing.Servers;

namespace UpperBack.Host.Tests.Draining;

/// <summary>The end of a node that stops: proxies must have passed it over before its port closes.</summary>
public sealed class LeavingTests
{
    private const string Path = "/api/accounts/me";

    [Fact]
    public async Task OnlyReadsThroughAProxyAreCutOff()
    {
        await using var server = await UpperBackServer.StartAsync();
        using var direct = server.Anonymous();
        using var forwarded = server.Anonymous();
        forwarded.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.Unauthorized, (await forwarded.GetAsync(Path)).StatusCode);
        server.Services.GetRequiredService<ProcessState>().BeginLeaving();

        await Assert.ThrowsAsync<HttpRequestException>(() => forwarded.GetAsync(Path));
        Assert.Equal(HttpStatusCode.Unauthorized, (await forwarded.PutAsync(Path, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await forwarded.GetAsync("/media/unknown")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await direct.GetAsync(Path)).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ItStaysUntilAProxyHasNoticed(bool isBehindProxy)
    {
        await using var server = await UpperBackServer.StartAsync();
        using var http = server.Anonymous();
        if (isBehindProxy)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        (await http.GetAsync(Path)).Dispose();

        var time = Stopwatch.StartNew();
        await server.DrainAsync();

        // Without a proxy there is nobody to wait for; how fast that is, is the machine's affair.
        if (isBehindProxy)
            Assert.True(time.Elapsed >= DrainingLifetime.LeavingTime - TimeSpan.FromMilliseconds(50));
        Assert.Equal(isBehindProxy, server.Services.GetRequiredService<ProcessState>().HasProxy);
    }

    [Fact]
    public async Task TheProxyRepeatsReadsElsewhereAndSendsNoWriteMore()
    {
        await using var leaving = await UpperBackServer.StartAsync();
        await using var staying = await UpperBackServer.StartAsync();
        await using var proxy = await Proxy.StartAsync(
            leaving.Address.Authority,
            staying.Address.Authority,
            staying.Address.Authority
        );
        using var http = proxy.Client();
        leaving.Services.GetRequiredService<ProcessState>().BeginLeaving();

        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Path)).StatusCode);
        await leaving.DrainAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.PutAsync(Path, null)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
    }
}
