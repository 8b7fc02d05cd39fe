using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Time;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

public sealed class FanOutTests(LiveFixture fixture) : FanOutTests<LiveFixture>(fixture);

public sealed class StockFanOutTests(StockFixture fixture) : FanOutTests<StockFixture>(fixture);

/// <summary>Many connections of one room at once, in both ways to write to them.</summary>
public abstract class FanOutTests<TFixture>(TFixture fixture) : IClassFixture<TFixture>
    where TFixture : LiveFixture
{
    [Fact]
    public async Task ABurstReachesBothProtocolsInOrderAndOnceBesideOneWhoReadsNothing()
    {
        const int Burst = 1_500;
        var (session, instructor) = await fixture.StartClassAsync();
        var room = RoomOf(fixture.Server, session);
        await using var proxy = new FlakyTcpProxy(fixture.Server.Address);
        var frozen = await LiveClient.ConnectAsync(proxy.Address, await fixture.Server.SignInAsync("Frozen"));
        await frozen.JoinAsync(session);
        var clients = new List<LiveClient> { instructor };
        for (var i = 0; i < 6; i++)
            clients.Add((await fixture.JoinAsync(session, $"Member {i}", messagePack: i % 2 == 0)).Client);
        await Eventually.Is(() => clients.All(client => client.Cues.Count == 1));
        proxy.Stall();

        using (var locked = await room.LockAsync(default))
        {
            for (var i = 0; i < Burst; i++)
                locked.Append(Next(fixture.Server, room, EndOf(room, locked), "Long neck"));
            foreach (var client in clients)
                await Eventually.Is(() => client.Cues.Count >= Burst + 1);
        }

        Assert.All(clients, client =>
            Assert.Equal(
                Enumerable.Range(1, Burst + 1).Select(n => (long)n),
                client.Cues.Take(Burst + 1).Select(c => c.Offset)
            )
        );
        proxy.Cut();
        await frozen.Connection.StopAsync().ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task WhoReadsNothingIsDroppedAndResumesFromTheLog()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var room = RoomOf(fixture.Server, session);
        await using var proxy = new FlakyTcpProxy(fixture.Server.Address);
        var member = await fixture.Server.SignInAsync("Frozen");
        var frozen = await LiveClient.ConnectAsync(proxy.Address, member);
        await frozen.JoinAsync(session);
        await Eventually.Is(() => frozen.Cues.Count == 1);
        proxy.Stall();

        var sent = 1;
        while (room.Connections.All.Count == 2 && sent < 400)
        {
            await instructor.SendTextAsync(session, new string('.', 280));
            room.Connections.SendToMember(member.Id, client =>
                client.Resync(new ResyncNotice(session, new string('.', 50_000)))
            );
            sent++;
            await Task.Delay(50);
        }

        await Eventually.Is(() => room.Connections.All.Count == 1, TimeSpan.FromSeconds(30));
        Assert.Equal(Enumerable.Range(1, sent).Select(n => (long)n), instructor.Cues.Select(cue => cue.Offset));
        proxy.Cut();
        proxy.Mend();
        await using var back = await LiveClient.ConnectAsync(fixture.Server, member);
        var last = frozen.Cues.Last();
        await back.JoinAsync(session, new LogPosition(last.Epoch, last.Offset));
        await Eventually.Is(() => back.Cues.Count == sent - last.Offset);
        Assert.Empty(back.Resyncs);
        Assert.Equal(sent, back.Cues.Last().Offset);
        await frozen.Connection.StopAsync().ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task AMessageLongerThanTheSocketsBufferReachesBothProtocolsWhole()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha", messagePack: true);
        var room = RoomOf(fixture.Server, session);
        var notice = new ResyncNotice(session, string.Concat(Enumerable.Range(0, 500_000)));

        room.Connections.SendToAll(to => to.Resync(notice));
        await instructor.SendTextAsync(session, "after it");

        foreach (var receiver in (LiveClient[])[instructor, client])
        {
            await Eventually.Is(() => receiver.Cues.Count == 2);
            Assert.Equal(notice, Assert.Single(receiver.Resyncs));
        }
    }

    [Fact]
    public async Task TheSettingDecidesWhoWrites()
    {
        var (session, _) = await fixture.StartClassAsync();
        var (member, _) = await fixture.JoinAsync(session, "Asha");
        var options = fixture.Server.Services.GetRequiredService<IOptions<LiveOptions>>().Value;

        Assert.Equal(
            options.FanOut == "direct" ? typeof(SocketOutput) : typeof(StockOutput),
            OutputOf(RoomOf(fixture.Server, session), member).GetType()
        );
    }

    internal static Room RoomOf(UpperBackServer server, SessionId session) =>
        server.Services.GetRequiredService<RoomRegistry>().FindLoaded(session)!;

    internal static ConnectionOutput OutputOf(Room room, TestMember member) =>
        room.Connections.All.Single(membership => membership.Connection.Member == member.Id).Connection.Output;

    internal static LogEnd EndOf(Room room, Room.LockedRoom locked) =>
        new(room.Position.Epoch, locked.Log.Head, locked.Log.LastAtMs);

    internal static Cue Next(UpperBackServer server, Room room, LogEnd end, string text) =>
        CueLog.Next(
            room.SessionId,
            end,
            new CueDraft(MemberId.New(), "Meera", Guid.NewGuid().ToString(), new CueContent(CueKinds.Text, text)),
            server.Clock.NowMs()
        );
}
