using System.Net.WebSockets;
using System.Text;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

public sealed class DrainingTests
{
    private const int Seconds = 3;

    [Fact]
    public async Task ANodeThatStopsSendsItsConnectionsElsewhereSpreadOutAndTakesNoMore()
    {
        await using var server = await StartAsync();
        var clients = new List<LiveClient>();
        for (var i = 0; i < 12; i++)
            clients.Add(
                await LiveClient.ConnectAsync(server, await server.SignInAsync($"Member {i}"), messagePack: i % 2 == 0)
            );

        var late = await server.SignInAsync("Late");
        var draining = server.DrainAsync();
        foreach (var client in clients)
            await Eventually.Is(() => client.ReconnectNotices.Count == 1);

        var pauses = clients.Select(client => client.ReconnectNotices.Single().AfterMs).ToArray();
        Assert.All(pauses, pause => Assert.InRange(pause, 0, Seconds * 1000));
        Assert.True(
            pauses.Max() - pauses.Min() > 300,
            $"All leave between {pauses.Min()} and {pauses.Max()} ms: that is a herd."
        );

        using var refused = await late.Http.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        using var unready = await late.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unready.StatusCode);
        Assert.Contains("\"stopping\"", await unready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var served = await late.Http.GetAsync("/api/accounts/sign-out");
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, served.StatusCode);
        Assert.True(served.Headers.ConnectionClose);

        // Whoever leaves is not waited for any longer.
        Assert.False(draining.IsCompleted);
        foreach (var client in clients)
            await client.DisposeAsync();
        await draining.WaitAsync(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task ANodeWaitsNoLongerThanItsTimeForConnectionsThatStay()
    {
        await using var server = await StartAsync();
        await using var stubborn = await LiveClient.ConnectAsync(server, await server.SignInAsync("Stubborn"));
        var closed = new TaskCompletionSource();
        stubborn.Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        await server.DrainAsync().WaitAsync(TimeSpan.FromSeconds(Seconds + 3));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task ASocketThatIsNotYetAConnectionIsWaitedForAndSentElsewhereToo()
    {
        await using var server = await StartAsync();
        var asha = await server.SignInAsync("Asha");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {asha.Token}");
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/hubs/live"), default);

        var draining = server.DrainAsync();
        await Task.Delay(300);
        Assert.False(draining.IsCompleted);
        await socket.SendAsync(
            "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(),
            WebSocketMessageType.Text,
            endOfMessage: true,
            default
        );

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (heard, buffer) = (new StringBuilder(), new byte[4096]);
        while (!heard.ToString().Contains(nameof(ILiveSessionClient.ReconnectElsewhere), StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        await draining;
    }

    [Fact]
    public async Task WhoeverIsSentElsewhereMissesNoCue()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-drain-");
        var first = await StartAsync(folder.FullName);
        var meera = await first.SignInAsync("Meera", "Asia/Kolkata", Roles.Instructor);
        var asha = await first.SignInAsync("Asha");
        var plan = LiveFixture.PlanOn(first, Contracts.Ids.SessionId.New(), meera);
        await first.PublishAsync(plan);
        await Eventually.Is(
            async () => (await meera.Http.GetAsync($"/api/live/sessions/{plan.SessionId}")).StatusCode,
            status => status == HttpStatusCode.OK
        );

        var instructor = await LiveClient.ConnectAsync(first, meera);
        var participant = await LiveClient.ConnectAsync(first, asha);
        await instructor.JoinAsync(plan.SessionId);
        await participant.JoinAsync(plan.SessionId);
        for (var i = 0; i < 5; i++)
            await instructor.SendTextAsync(plan.SessionId, $"before {i}");
        await Eventually.Is(() => participant.Cues.Count == 5);

        // It still works for who has not left yet; what is said meanwhile is missed by who has.
        var draining = first.DrainAsync();
        await Eventually.Is(() => participant.ReconnectNotices.Count == 1);
        await participant.DisposeAsync();
        for (var i = 0; i < 5; i++)
            await instructor.SendTextAsync(plan.SessionId, $"meanwhile {i}");
        await instructor.DisposeAsync();
        await draining;
        await first.DisposeAsync();

        var second = await StartAsync(folder.FullName);
        await using var moved = await LiveClient.ConnectAsync(second.Address, asha);
        await using var teaching = await LiveClient.ConnectAsync(second.Address, meera);
        var last = participant.Cues.Last();
        await moved.JoinAsync(plan.SessionId, new LogPosition(last.Epoch, last.Offset));
        await teaching.JoinAsync(plan.SessionId);
        await teaching.SendTextAsync(plan.SessionId, "after");
        await Eventually.Is(() => moved.Cues.Count == 6);

        Assert.Empty(moved.Resyncs);
        Assert.Equal(
            Enumerable.Range(1, 11).Select(offset => (long)offset),
            participant.Cues.Concat(moved.Cues).Select(cue => cue.Offset)
        );
        await second.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Task<UpperBackServer> StartAsync(string? folder = null) =>
        UpperBackServer.StartAsync(
            folder,
            "--Live:DrainSeconds",
            Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
}
