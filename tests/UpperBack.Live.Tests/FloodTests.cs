using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Testing;

namespace UpperBack.Live.Tests;

/// <summary>A server with narrow limits, and a class on it that goes on whatever one member does.</summary>
public sealed class FloodTests(FloodTests.NarrowStage narrow) : IClassFixture<FloodTests.NarrowStage>
{
    private LiveStage Stage => narrow.Stage;

    private UpperBackServer Server => narrow.Stage.Server;

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
        for (var i = 0; i < NarrowStage.ConnectionsPerAddress; i++)
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

    [Fact]
    public async Task ComingIntoTheRoomOverAndOverIsRefusedAndCuesStillCome()
    {
        var (session, instructor) = await Stage.StartClassAsync();
        var (asha, client) = await Stage.JoinAsync(session, "Asha");
        var (joins, refusal) = await JoinUntilRefusedAsync(client, session);
        Assert.InRange(joins, (NarrowStage.JoinsPerMinute / 2) - 1, NarrowStage.JoinsPerMinute);
        Assert.Equal("rate.limited", LiveClient.CodeOf(refusal));
        Assert.Contains("\"retryable\":true", refusal.Message, StringComparison.Ordinal);

        // On another connection of the same member it is the same member.
        await using var again = await LiveClient.ConnectAsync(Server, asha);
        Assert.InRange((await JoinUntilRefusedAsync(again, session)).Joins, 0, 2);

        await instructor.SendTextAsync(session, "Long neck", "after-joins");
        await Eventually.Is(() => client.Cues.Any(cue => cue.ClientCueId == "after-joins"));
    }

    [Fact]
    public async Task WhoFloodsTheHubIsRefusedThenCutOffAndTheClassGoesOn()
    {
        var (session, instructor) = await Stage.StartClassAsync();
        var (_, watching) = await Stage.JoinAsync(session, "Ben");
        var (_, client) = await Stage.JoinAsync(session, "Asha");
        var closed = new TaskCompletionSource();
        client.Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, NarrowStage.CallsPerSecond * 40)
                .Select(async i =>
                {
                    try
                    {
                        await client.Connection.InvokeAsync(
                            nameof(ILiveSessionHub.React),
                            new ReactRequest(session, Contracts.Live.Reactions.All[0])
                        );
                        return "done";
                    }
                    catch (HubException refusal) when (refusal.Message.Contains('{', StringComparison.Ordinal))
                    {
                        return LiveClient.CodeOf(refusal);
                    }
                    catch (Exception ex)
                        when (ex
                                is HubException
                                    or OperationCanceledException
                                    or InvalidOperationException
                                    or IOException
                                    or WebSocketException
                        )
                    {
                        return "gone";
                    }
                })
        );

        Assert.Contains("rate.limited", answers);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await instructor.SendTextAsync(session, "Long neck", "after-flood");
        await Eventually.Is(() => watching.Cues.Any(cue => cue.ClientCueId == "after-flood"));
    }

    [Theory]
    [InlineData("""{"type":6}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"Join","arguments":["what no room is called"]}""")]
    [InlineData("""{"type":1,"target":"NoSuchMethod","arguments":[]}""")]
    public async Task WhatIsNoCallIsNotTakenWithoutEndEither(string message)
    {
        var asha = await Server.SignInAsync("Asha");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {asha.Token}");
        await socket.ConnectAsync(new UriBuilder(Server.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri, default);
        await SendAsync("""{"protocol":"json","version":1}""");

        var heard = new StringBuilder();
        var hearing = Task.Run(async () =>
        {
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, default) is { MessageType: WebSocketMessageType.Text } received)
                heard.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        });
        for (var i = 0; i < NarrowStage.CallsPerSecond * 100 && !hearing.IsCompleted; i++)
            await SendAsync(message).ContinueWith(_ => { }, TaskScheduler.Default);

        await hearing.WaitAsync(TimeSpan.FromSeconds(20)).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True(hearing.IsCompleted, "The connection is still open.");
        Assert.Contains("\"type\":7", heard.ToString(), StringComparison.Ordinal);
        Assert.Contains("rate.limited", heard.ToString(), StringComparison.Ordinal);

        Task SendAsync(string json) =>
            socket.SendAsync(
                Encoding.UTF8.GetBytes(json + '\u001e'),
                WebSocketMessageType.Text,
                endOfMessage: true,
                default
            );
    }

    private static async Task<(int Joins, HubException Refusal)> JoinUntilRefusedAsync(
        LiveClient client,
        SessionId session
    )
    {
        for (var joins = 0; ; joins++)
        {
            try
            {
                await client.JoinAsync(session);
            }
            catch (HubException refusal)
            {
                return (joins, refusal);
            }
        }
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

    public sealed class NarrowStage : IAsyncLifetime
    {
        public const int ConnectionsPerAddress = 20;
        public const int JoinsPerMinute = 12;
        public const int CallsPerSecond = 5;

        public LiveStage Stage { get; } =
            new()
            {
                Settings =
                [
                    "--Live:ConnectionsPerMember",
                    "2",
                    "--Live:ConnectionsPerAddress",
                    $"{ConnectionsPerAddress}",
                    "--Live:JoinsPerMinute",
                    $"{JoinsPerMinute}",
                    "--Live:CallsPerSecond",
                    $"{CallsPerSecond}",
                ],
            };

        public Task InitializeAsync() => Stage.InitializeAsync();

        public Task DisposeAsync() => Stage.DisposeAsync();
    }
}
