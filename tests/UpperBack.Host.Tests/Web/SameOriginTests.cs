using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using UpperBack.Host.Web;

namespace UpperBack.Host.Tests.Web;

public sealed class SameOriginTests(SameOriginTests.Site site) : IClassFixture<SameOriginTests.Site>
{
    public static TheoryData<string> Others =>
        [
            "null",
            "",
            "garbage",
            "https://",
            "//{host}",
            "{host}",
            "https://{host}",
            "http://{host}/",
            "http://{host}/page",
            "http://me@{host}",
            "http://{host}.elsewhere.example",
            "http://elsewhere.example",
            "http://localhost",
            "file://{host}",
            "http://{host} http://elsewhere.example",
            "http://{host}:1",
        ];

    [Theory]
    [InlineData("https://classes.example", "https", "classes.example", true)]
    [InlineData("https://classes.example", "https", "classes.example:443", true)]
    [InlineData("http://Classes.Example", "http", "classes.example:80", true)]
    [InlineData("https://classes.example:8443", "https", "classes.example:8443", true)]
    [InlineData("http://[::1]:5080", "http", "[::1]:5080", true)]
    [InlineData("http://classes.example", "https", "classes.example", false)]
    [InlineData("https://classes.example", "http", "classes.example", false)]
    [InlineData("https://classes.example:8443", "https", "classes.example", false)]
    [InlineData("https://classes.example", "https", "app-1:5080", false)]
    [InlineData("https://classes.example", "https", "", false)]
    public void SchemeHostAndPortAreCompared(string origin, string scheme, string host, bool isSame) =>
        Assert.Equal(isSame, SameOrigin.Is(origin, scheme, new HostString(host)));

    [Theory]
    [MemberData(nameof(Others))]
    public async Task AnotherOriginNeitherWritesNorConnects(string origin)
    {
        origin = origin.Replace("{host}", site.Server.Address.Authority, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/api/accounts/sign-out", origin));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/hubs/live/negotiate?negotiateVersion=1", origin));
        Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync("/hubs/live", origin));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await OpenAsync($"/api/streaming/sessions/{Guid.NewGuid()}/ingest", origin)
        );
    }

    [Fact]
    public async Task TheOwnOriginAndProgramsWithoutOneDo()
    {
        foreach (var origin in (string?[])[site.Server.Address.ToString().TrimEnd('/'), null])
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync("/api/accounts/sign-out", origin));
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                await PostAsync("/hubs/live/negotiate?negotiateVersion=1", origin)
            );
            Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync("/hubs/live", origin));
        }
    }

    [Fact]
    public async Task WhatATrustedProxySaysOfTheSchemeCounts()
    {
        var https = $"https://{site.Server.Address.Authority}";
        Assert.Equal(
            HttpStatusCode.NoContent,
            await PostAsync(
                "/api/accounts/sign-out",
                https,
                ("X-Forwarded-Proto", "https"),
                ("X-Forwarded-For", "203.0.113.9")
            )
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await PostAsync(
                "/api/accounts/sign-out",
                https.Replace("https", "http", StringComparison.Ordinal),
                ("X-Forwarded-Proto", "https"),
                ("X-Forwarded-For", "203.0.113.9")
            )
        );
    }

    [Fact]
    public async Task TheBrowsersOwnWordThatTheSiteIsTheSameDoesNotMakeAPageOfNoOriginOurs()
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await PostAsync("/api/accounts/sign-out", "https://classes.example", ("Sec-Fetch-Site", "same-origin"))
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await PostAsync("/api/accounts/sign-out", "null", ("Sec-Fetch-Site", "same-origin"))
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await PostAsync("/api/accounts/sign-out", null, ("Sec-Fetch-Site", "cross-site"))
        );
    }

    private async Task<HttpStatusCode> PostAsync(
        string path,
        string? origin,
        params (string Name, string Value)[] headers
    )
    {
        using var http = site.Server.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> OpenAsync(string path, string? origin)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new UriBuilder(site.Server.Address) { Scheme = "ws", Path = path }.Uri, default)
        );
        return socket.HttpStatusCode;
    }

    public sealed class Site : IAsyncLifetime
    {
        public UpperBackServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await UpperBackServer.StartAsync();

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
