using System.Net.WebSockets;
using UpperBack.Testing.Servers;

namespace UpperBack.Host.Tests.Deploy;

/// <summary>deploy/nginx.conf in a real nginx, before nodes that tell what reached them.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private EchoNode first = null!;
    private EchoNode second = null!;
    private EchoNode streaming = null!;
    private Proxy proxy = null!;

    public async Task InitializeAsync()
    {
        (first, second, streaming) = (
            await EchoNode.StartAsync("app-1"),
            await EchoNode.StartAsync("app-2"),
            await EchoNode.StartAsync("streaming")
        );
        proxy = await Proxy.StartAsync(first.Authority, second.Authority, streaming.Authority);
    }

    public async Task DisposeAsync()
    {
        await proxy.DisposeAsync();
        foreach (var node in (EchoNode[])[first, second, streaming])
            await node.DisposeAsync();
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/metrics/")]
    [InlineData("//metrics")]
    [InlineData("/%6detrics")]
    [InlineData("/api/../metrics")]
    [InlineData("/media/../metrics")]
    [InlineData("/METRICS")]
    public async Task MetricsAreNotLetOut(string path)
    {
        using var http = proxy.Client();
        using var answer = await http.GetAsync(
            new Uri(
                proxy.Address.ToString().TrimEnd('/') + path,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains(EchoNode.NodeHeader));
    }

    [Theory]
    [InlineData("/api/streaming/sessions/x")]
    [InlineData("/api/streaming/ingest")]
    [InlineData("/media/unknown")]
    public async Task VideoGoesToTheStreamingNode(string path) =>
        Assert.Equal("streaming", (await AskAsync(path)).Node);

    [Fact]
    public async Task TheNodeIsToldWhoAsksAndHow()
    {
        var (_, headers) = await AskAsync(
            "/api/accounts/me",
            ("X-Forwarded-Host", "elsewhere.example.org"),
            ("Accept-Encoding", "br")
        );

        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal("https", headers["X-Forwarded-Proto"]);
        Assert.Equal(proxy.Address.Authority, headers["Host"]);
        Assert.Equal(proxy.Address.Authority, headers["X-Forwarded-Host"]);
        Assert.Equal("br", headers["Accept-Encoding"]);
    }

    [Fact]
    public async Task ALiveConnectionStaysOnOneNodeAndDifferentOnesAreSpread()
    {
        var nodes = new HashSet<string>();
        for (var client = 0; client < 24; client++)
        {
            using var http = proxy.Client();
            var node = await NodeOfAsync(await http.PostAsync("/hubs/live/negotiate", null));
            nodes.Add(node);
            for (var again = 0; again < 3; again++)
                Assert.Equal(node, await NodeOfAsync(await http.GetAsync("/hubs/live?id=x")));
        }

        Assert.Equal(2, nodes.Count);
    }

    [Fact]
    public async Task EverybodyInTheMirrorOfAClassMeetsOnOneNodeAndDifferentOnesAreSpread()
    {
        var nodes = new HashSet<string>();
        for (var i = 0; i < 24; i++)
        {
            var (path, node) = ($"/hubs/mirror/{Guid.CreateVersion7()}", (string?)null);
            for (var client = 0; client < 3; client++)
            {
                using var http = proxy.Client();
                var found = await NodeOfAsync(await http.GetAsync(path));
                Assert.Equal(node ?? found, found);
                nodes.Add(node = found);
            }
        }

        Assert.Equal(2, nodes.Count);
        first.RefusesHubs = true;
        using var late = proxy.Client();
        for (var i = 0; i < 12; i++)
            Assert.Equal("app-2", await NodeOfAsync(await late.GetAsync($"/hubs/mirror/{Guid.CreateVersion7()}")));
    }

    [Fact]
    public async Task WebSocketsPass()
    {
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        await socket.ConnectAsync(new UriBuilder(proxy.Address) { Scheme = "wss", Path = "/hubs/live" }.Uri, default);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer, default);

        Assert.Equal("hello"u8.ToArray(), buffer[..received.Count]);
    }

    [Fact]
    public async Task ANodeThatTakesNoNewConnectionsIsPassedOver()
    {
        first.RefusesHubs = true;
        for (var client = 0; client < 12; client++)
        {
            using var http = proxy.Client();
            Assert.Equal("app-2", await NodeOfAsync(await http.PostAsync("/hubs/live/negotiate", null)));
        }
    }

    [Fact]
    public async Task ANodeThatDiedIsPassedOver()
    {
        await first.DisposeAsync();
        for (var i = 0; i < 12; i++)
            Assert.Equal("app-2", (await AskAsync("/api/accounts/me")).Node);
    }

    [Fact]
    public async Task WhoComesWithoutTlsIsSentToIt()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await http.GetAsync(new Uri(proxy.PlainAddress, "/timetable?day=1"));

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal("/timetable?day=1", answer.Headers.Location!.PathAndQuery);
        Assert.Equal("https", answer.Headers.Location.Scheme);
    }

    [Theory]
    [InlineData("/api/accounts/sign-in")]
    [InlineData("/API/accounts/Sign-Up/")]
    [InlineData("/api/accounts/refresh")]
    public async Task WhoSignsInTooFastIsStoppedBeforeANodeIsAsked(string path)
    {
        using var http = proxy.Client();
        var answers = new List<HttpResponseMessage>();
        await Eventually.Is(
            async () =>
            {
                answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => http.PostAsync(path, null))));
                return answers.Any(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
            },
            isStopped => isStopped
        );

        // Fewer than a school at its first class needs are never stopped.
        Assert.All(answers.Take(300), answer => Assert.True(answer.Headers.Contains(EchoNode.NodeHeader)));
        var stopped = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.False(stopped.Headers.Contains(EchoNode.NodeHeader));
        Assert.Equal(5, stopped.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal("application/problem+json", stopped.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            "\"code\":\"rate.limited\"",
            await stopped.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/accounts/me")).StatusCode);
    }

    private async Task<(string Node, IReadOnlyDictionary<string, string> Headers)> AskAsync(
        string path,
        params (string Name, string Value)[] more
    )
    {
        using var http = proxy.Client();
        foreach (var (name, value) in more)
            http.DefaultRequestHeaders.Add(name, value);
        using var answer = await http.GetAsync(path);
        var headers = (await answer.Content.ReadAsStringAsync())
            .Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[1]);
        return (answer.Headers.GetValues(EchoNode.NodeHeader).Single(), headers);
    }

    private static async Task<string> NodeOfAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            await answer.Content.LoadIntoBufferAsync();
            return answer.Headers.GetValues(EchoNode.NodeHeader).Single();
        }
    }
}
