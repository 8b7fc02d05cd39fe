using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UpperBack.Contracts.Live;
using UpperBack.Host.Operating;
using UpperBack.Host.Web;
using UpperBack.Kernel.Http;
using UpperBack.Testing.Servers;

namespace UpperBack.Host.Tests.Web;

/// <summary>Real proxies that are told too little, before a real platform.</summary>
public sealed class ThroughAProxyTests(ThroughAProxyTests.Platform platform)
    : IClassFixture<ThroughAProxyTests.Platform>
{
    private readonly UpperBackServer server = platform.Server;

    [Theory]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task WithProxyPassAloneTheRoomIsEnteredAndCuesArrive(HttpTransportType transport)
    {
        await using var proxy = await PlainProxy.StartAsync(server.Address);
        var instructor = await server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await Person.PlanClassAsync(instructor);
        await using var console = await LiveClient.ConnectAsync(server, instructor);
        await console.JoinAsync(session);
        var asha = await server.SignInAsync("Asha");
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(proxy.Address, "/hubs/live"), transport, http =>
                http.AccessTokenProvider = () => Task.FromResult<string?>(asha.Token)
            )
            .AddJsonProtocol(options => JsonSetup.Configure(options.PayloadSerializerOptions))
            .Build();
        var heard = new TaskCompletionSource<string?>();
        hub.On<Cue>(nameof(ILiveSessionClient.CueReceived), cue => heard.TrySetResult(cue.Content.Text));

        await hub.StartAsync().WaitAsync(TimeSpan.FromSeconds(20));
        await hub.InvokeAsync<JoinResult>(nameof(ILiveSessionHub.Join), new JoinRequest(session))
            .WaitAsync(TimeSpan.FromSeconds(20));
        await console.SendTextAsync(session, "Lift the sternum");

        Assert.Equal("Lift the sternum", await heard.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData(PlainProxy.Upgrade, false)]
    [InlineData(PlainProxy.Upgrade + "proxy_set_header Host $http_host;", true)]
    [InlineData(PlainProxy.Upgrade + "proxy_set_header X-Forwarded-Host $http_host;", true)]
    public async Task APagesWebSocketIsTakenWhenItsNameArrives(string directives, bool isTaken)
    {
        await using var proxy = await PlainProxy.StartAsync(server.Address, directives);
        var asha = await server.SignInAsync("Asha");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", proxy.Address.GetLeftPart(UriPartial.Authority));
        socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(proxy.Address)
        {
            Scheme = "ws",
            Path = "/hubs/live",
            Query = $"access_token={Uri.EscapeDataString(asha.Token)}",
        }.Uri;

        if (isTaken)
            await socket.ConnectAsync(address, default);
        else
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, default));

        Assert.Equal(isTaken ? 101 : 403, (int)socket.HttpStatusCode);
    }

    [Theory]
    [InlineData("", ProxyFaults.Host, "proxy_set_header Host")]
    [InlineData(PlainProxy.Upgrade, ProxyFaults.Host, "proxy_set_header Host")]
    [InlineData("proxy_set_header Host $http_host;", ProxyFaults.Upgrade, "proxy_set_header Upgrade")]
    [InlineData(
        PlainProxy.Upgrade + "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https;",
        ProxyFaults.Scheme,
        "X-Forwarded-Proto"
    )]
    [InlineData(PlainProxy.Upgrade + "proxy_set_header Host $http_host;", null, "")]
    public async Task WhatAProxyKeepsBackIsNamed(string directives, string? code, string advice)
    {
        await using var proxy = await PlainProxy.StartAsync(server.Address, directives);

        Assert.Contains(advice, await CheckConfig.FindAdviceAsync(proxy.Address) ?? "", StringComparison.Ordinal);
        Assert.Equal(
            code is null ? 0 : 1,
            await UpperBackServer.RunVerbAsync(
                "check-config",
                "--public-url",
                proxy.Address.ToString(),
                "--Logging:LogLevel:Default",
                "None"
            )
        );
        foreach (var role in (string[])[Roles.Instructor, Roles.Admin, Roles.Member])
        {
            var member = await server.SignInAsync("Somebody", roles: role);
            var socket = code == ProxyFaults.Upgrade ? "&socket=refused" : "";
            var query = $"page={proxy.Address.GetLeftPart(UriPartial.Authority)}{socket}";
            using var answer = await member.Http.GetAsync(new Uri(proxy.Address, $"{ConnectionCheck.Path}?{query}"));
            var fault = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("fault");

            Assert.Equal(code, code is null ? null : fault.GetProperty("codes")[0].GetString());
            if (code is null)
                Assert.Equal(JsonValueKind.Null, fault.ValueKind);
            else if (role == Roles.Member)
                Assert.Equal(ProxyFaults.KindWords, fault.GetProperty("message").GetString());
            else
                Assert.Contains(advice, fault.GetProperty("message").GetString()!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AllThatAProxyKeepsBackIsNamedAtOnce()
    {
        await using var proxy = await PlainProxy.StartAsync(server.Address);
        var advice = await CheckConfig.FindAdviceAsync(proxy.Address);

        Assert.Contains("Host header", advice, StringComparison.Ordinal);
        Assert.Contains("Upgrade header", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upperback.example.org", 2)]
    [InlineData("http://127.0.0.1:9", 1)]
    public async Task AnAddressThatIsNoneOrLeadsNowhereIsSaid(string address, int code) =>
        Assert.Equal(
            code,
            await UpperBackServer.RunVerbAsync(
                "check-config",
                "--public-url",
                address,
                "--Logging:LogLevel:Default",
                "None"
            )
        );

    [Fact]
    public void TheLogNamesTheMissingHeaderOnce()
    {
        var log = new Lines();
        var advice = new ProxyAdvice(log);
        for (var i = 0; i < 50; i++)
        {
            var context = new DefaultHttpContext
            {
                Request = { Scheme = "http", Host = new HostString("127.0.0.1", 5080) },
            };
            context.Request.Headers.Origin = "https://classes.example.org";
            context.Request.Headers["Sec-Fetch-Site"] = "same-origin";
            advice.Observe(context);
            context.Request.Headers.Remove("Sec-Fetch-Site");
            Assert.Contains("its log", advice.WordsOfRefusal(context), StringComparison.Ordinal);
            context.Request.Headers["Sec-Fetch-Site"] = "cross-site";
            context.Request.Headers.Origin = $"https://other-{i}.example.org";
            Assert.DoesNotContain("its log", advice.WordsOfRefusal(context), StringComparison.Ordinal);
        }

        Assert.Equal(2, log.Told.Count);
        Assert.Contains("classes.example.org", log.Told[0], StringComparison.Ordinal);
        Assert.Contains("Host header", log.Told[0], StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto", log.Told[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://a.example.org", "https", "a.example.org", false, "")]
    [InlineData("https://a.example.org", "https", "a.example.org:443", false, "")]
    [InlineData("https://a.example.org", "https", "A.example.org", true, "")]
    [InlineData("https://a.example.org:8443", "https", "a.example.org", false, "proxy.host")]
    [InlineData("https://a.example.org", "http", "a.example.org", false, "proxy.scheme")]
    [InlineData("https://a.example.org", "http", "10.0.0.7:5080", false, "proxy.host proxy.scheme")]
    [InlineData("https://a.example.org", "http", "10.0.0.7:5080", true, "proxy.untrusted")]
    public void WhatDidNotArriveIsFound(string page, string scheme, string host, bool hasUnbelieved, string codes) =>
        Assert.Equal(codes, string.Join(' ', ProxyFaults.Find(new Uri(page), scheme, host, hasUnbelieved)));

    /// <summary>One server behind all proxies.</summary>
    public sealed class Platform : IAsyncLifetime
    {
        public UpperBackServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await UpperBackServer.StartAsync();

        public Task DisposeAsync() => Server.DisposeAsync().AsTask();
    }

    private sealed class Lines : ILogger<ProxyAdvice>
    {
        public List<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Told.Add(formatter(state, exception));
    }
}
