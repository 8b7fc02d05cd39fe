using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>The hub goes on with a connection when the request that opened it has ended.</summary>
public sealed class DetachedConnectionTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    [Fact]
    public async Task OfTheRequestNothingIsKeptWhileItsConnectionLasts()
    {
        var requests = new Requests();
        await using var server = await UpperBackServer.StartAsync(null, services =>
            services.AddSingleton<IStartupFilter>(requests)
        );
        await using var client = await LiveClient.ConnectAsync(server, await server.SignInAsync("Asha"));

        await Eventually.Is(() =>
        {
            GC.Collect();
            return requests.Opened.All(request => !request.IsAlive);
        });

        Assert.NotEmpty(requests.Opened);
        await client.Connection.InvokeAsync<ClockReading>(nameof(ILiveSessionHub.ReadClock));
    }

    [Fact]
    public async Task WhatTheClientWroteTogetherWithItsRequestIsHeard()
    {
        var member = await fixture.Server.SignInAsync("Asha");
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Server.Address.Host, fixture.Server.Address.Port);
        var stream = client.GetStream();
        var request = $"""
            GET /hubs/live HTTP/1.1
            Host: {fixture.Server.Address.Authority}
            Authorization: Bearer {member.Token}
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: {Convert.ToBase64String(new byte[16])}


            """.ReplaceLineEndings("\r\n");

        // A whole text, masked with zeros.
        byte[] frame = [0x81, (byte)(0x80 | Handshake.Length), 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(Handshake)];
        await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(request), .. frame]);

        // Who does not wait for the server's consent may hear the answer before it.
        var (heard, buffer) = (new StringBuilder(), new byte[4096]);
        while (
            !heard.ToString().Contains("{}\u001e", StringComparison.Ordinal)
            || !heard.ToString().Contains("HTTP/1.1 101 ", StringComparison.Ordinal)
        )
        {
            var count = await stream.ReadAsync(buffer).AsTask().WaitAsync(Machine.Allow(TimeSpan.FromSeconds(10)));
            Assert.NotEqual(0, count);
            heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    [Fact]
    public async Task AConnectionThatWasNeverAgreedOnIsClosedAndItsPlaceIsFree()
    {
        var server = fixture.Server;
        var member = await server.SignInAsync("Asha");
        for (var i = 0; i < 30; i++)
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Authorization", $"Bearer {member.Token}");
            await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/hubs/live?id=nobody"), default);
            await Assert.ThrowsAsync<WebSocketException>(async () =>
                await socket.ReceiveAsync(new byte[16], default).WaitAsync(Machine.Allow(TimeSpan.FromSeconds(10)))
            );
        }

        await using var client = await LiveClient.ConnectAsync(server, member);
        await client.Connection.InvokeAsync<ClockReading>(nameof(ILiveSessionHub.ReadClock));
    }

    /// <summary>Remembers, and does not keep, the requests that open a connection.</summary>
    private sealed class Requests : IStartupFilter
    {
        public ConcurrentBag<WeakReference> Opened { get; } = [];

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        if (context.Request.Headers.Upgrade == "websocket")
                        {
                            Opened.Add(new WeakReference(context.Features));
                            Opened.Add(new WeakReference(context.RequestServices));
                        }

                        return following(context);
                    }
                );
                next(app);
            };
    }
}
