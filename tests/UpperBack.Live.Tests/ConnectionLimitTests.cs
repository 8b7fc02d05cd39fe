using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>How many connections one member, and one address, may have.</summary>
public sealed class ConnectionLimitTests(NarrowFixture narrow) : IClassFixture<NarrowFixture>
{
    private UpperBackServer Server => narrow.Live.Server;

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task OneMoreConnectionThanAMemberMayHaveIsRefusedUntilOneIsClosed(HttpTransportType transport)
    {
        var asha = await Server.SignInAsync("Asha");
        var first = Connect(asha, transport);
        await using var second = Connect(asha, transport);
        await first.StartAsync();
        await second.StartAsync();
        await first.InvokeAsync<ClockReading>(nameof(ILiveSessionHub.ReadClock));
        await second.InvokeAsync<ClockReading>(nameof(ILiveSessionHub.ReadClock));

        using var negotiation = await asha.Http.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.TooManyRequests, negotiation.StatusCode);
        Assert.Equal(30, negotiation.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal("connection.too-many", (await negotiation.Content.ReadFromJsonAsync<Refusal>())!.Code);
        await using var third = Connect(asha, transport);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => third.StartAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        var ben = await Server.SignInAsync("Ben");
        await using (var others = Connect(ben, transport))
            await others.StartAsync();

        await first.DisposeAsync();
        await Eventually.Is(
            async () => (await asha.Http.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null)).StatusCode,
            status => status == HttpStatusCode.OK
        );
        await third.StartAsync();
        await third.InvokeAsync<ClockReading>(nameof(ILiveSessionHub.ReadClock));
    }

    [Fact]
    public async Task NegotiatingFirstAndOpeningLaterIsNoWayAround()
    {
        var asha = await Server.SignInAsync("Asha");
        var tokens = new List<string>();
        for (var i = 0; i < 4; i++)
            tokens.Add(
                (
                    await (
                        await asha.Http.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null)
                    ).Content.ReadFromJsonAsync<Negotiated>()
                )!.ConnectionToken
            );

        var sockets = new List<HttpStatusCode>();
        var open = new List<ClientWebSocket>();
        foreach (var token in tokens)
        {
            var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
            socket.Options.SetRequestHeader("Authorization", $"Bearer {asha.Token}");
            open.Add(socket);
            var address = new UriBuilder(Server.Address)
            {
                Scheme = "ws",
                Path = "/hubs/live",
                Query = $"id={token}",
            }.Uri;
            await socket.ConnectAsync(address, default).ContinueWith(_ => { }, TaskScheduler.Default);
            sockets.Add(socket.HttpStatusCode);
        }

        Assert.Equal(
            [
                HttpStatusCode.SwitchingProtocols,
                HttpStatusCode.SwitchingProtocols,
                HttpStatusCode.TooManyRequests,
                HttpStatusCode.TooManyRequests,
            ],
            sockets
        );

        // Nor are polls, which are a request each: the connection is made, and closed with the reason.
        var poll = $"/hubs/live?id={tokens[3]}";
        (await asha.Http.GetAsync(poll)).EnsureSuccessStatusCode();
        (
            await asha.Http.PostAsync(poll, new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e"))
        ).EnsureSuccessStatusCode();
        var heard = "";
        await Eventually.Is(
            async () => heard += await (await asha.Http.GetAsync(poll)).Content.ReadAsStringAsync(),
            text => text.Contains("connection.too-many", StringComparison.Ordinal)
        );
        open.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task OneAddressHasSoManyConnectionsAndAnotherIsNotAffected()
    {
        var connections = new List<HubConnection>();
        for (var i = 0; i < NarrowFixture.ConnectionsPerAddress; i++)
        {
            connections.Add(
                Connect(await Server.SignInAsync($"Pupil {i}"), HttpTransportType.WebSockets, "203.0.113.7")
            );
            await connections[^1].StartAsync();
        }

        var late = await Server.SignInAsync("Late");
        await using var refused = Connect(late, HttpTransportType.WebSockets, "203.0.113.7");
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await Assert.ThrowsAsync<HttpRequestException>(() => refused.StartAsync())).StatusCode
        );
        await using var elsewhere = Connect(late, HttpTransportType.WebSockets, "203.0.113.8");
        await elsewhere.StartAsync();
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private HubConnection Connect(TestMember member, HttpTransportType transport, string? address = null) =>
        new HubConnectionBuilder()
            .WithUrl(new Uri(Server.Address, "/hubs/live"), transport, http =>
            {
                http.AccessTokenProvider = () => Task.FromResult<string?>(member.Token);
                if (address is not null)
                    http.Headers["X-Forwarded-For"] = address;
            })
            .Build();

    private sealed record Refusal(string Code);

    private sealed record Negotiated(string ConnectionToken);
}
