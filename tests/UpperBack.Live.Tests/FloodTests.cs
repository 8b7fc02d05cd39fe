using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>A class goes on whatever one member does.</summary>
public sealed class FloodTests(NarrowFixture narrow) : IClassFixture<NarrowFixture>
{
    private LiveFixture Live => narrow.Live;

    private UpperBackServer Server => narrow.Live.Server;

    [Fact]
    public async Task ComingIntoTheRoomOverAndOverIsRefusedAndCuesStillCome()
    {
        var (session, instructor) = await Live.StartClassAsync();
        var (asha, client) = await Live.JoinAsync(session, "Asha");
        var (joins, refusal) = await JoinUntilRefusedAsync(client, session);
        Assert.InRange(joins, (NarrowFixture.JoinsPerMinute / 2) - 1, NarrowFixture.JoinsPerMinute);
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
        var (session, instructor) = await Live.StartClassAsync();
        var (_, watching) = await Live.JoinAsync(session, "Ben");
        var (_, client) = await Live.JoinAsync(session, "Asha");
        var closed = new TaskCompletionSource();
        client.Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, NarrowFixture.CallsPerSecond * 40)
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
        for (var i = 0; i < NarrowFixture.CallsPerSecond * 100 && !hearing.IsCompleted; i++)
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
}
