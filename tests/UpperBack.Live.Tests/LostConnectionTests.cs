using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using UpperBack.Contracts.Live;
using UpperBack.Live.Joining;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Tests;

public sealed class LostConnectionTests(LiveFixture fixture) : LostConnectionTests<LiveFixture>(fixture);

public sealed class StockLostConnectionTests(StockFixture fixture) : LostConnectionTests<StockFixture>(fixture);

public abstract class LostConnectionTests<TFixture>(TFixture fixture) : IClassFixture<TFixture>
    where TFixture : LiveFixture
{
    [Fact]
    public async Task AConnectionThatIsLostWhileItJoinsLeavesNobodyBehind()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var room = fixture.Server.Services.GetRequiredService<RoomRegistry>().FindLoaded(session)!;
        for (var i = 0; i < 20; i++)
        {
            var member = await fixture.Server.SignInAsync($"Hasty {i}");
            var client = await LiveClient.ConnectAsync(fixture.Server, member, messagePack: i % 2 == 0);
            var joining = client.Connection.InvokeAsync<JoinResult>("Join", new JoinRequest(session));
            await Task.Delay(i);
            await client.DisposeAsync();
            await joining.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await Eventually.Is(() => room.Connections.All.Count == 1);
        await Eventually.Is(() => instructor.Present.Count == 1, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void AConnectionThatIsGoneEntersNoRoom()
    {
        var session = SessionId.New();
        var connection = new LiveConnection("c", MemberId.New(), new StockOutput(null!, 8, _ => { }));

        Assert.True(connection.TryEnter(session));
        Assert.Equal([session], connection.Close());
        Assert.False(connection.TryEnter(SessionId.New()));
    }

    [Fact]
    public async Task ALostConnectionLeavesAllItsRoomsAlsoWithoutRedis()
    {
        var lonely = await UpperBackServer.StartAsync();
        try
        {
            var sessions = lonely.Services.GetRequiredService<SessionLookup>();
            var loader = lonely.Services.GetRequiredService<RoomLoader>();
            var leaving = lonely.Services.GetRequiredService<LeaveRoom>();
            var instructor = await lonely.SignInAsync("Meera");
            var connection = new LiveConnection("c", instructor.Id, new StockOutput(null!, 8, _ => { }));
            var rooms = new List<Room>();
            for (var i = 0; i < 3; i++)
            {
                var session = SessionId.New();
                await lonely.PublishAsync(LiveFixture.PlanOn(lonely, session, instructor));
                await Eventually.Is(() => sessions.ReadPlanAsync(session, default), plan => plan is not null);
                var room = (await loader.OpenAsync(session, default))!;
                room.Connections.Add(
                    new RoomMembership(connection, RoomRoles.Instructor, "Meera", new HashSet<MemberId>(), 0)
                );
                Assert.True(connection.TryEnter(session));
                rooms.Add(room);
            }

            lonely.LoseRedis();
            await leaving.DisconnectAsync(connection).ContinueWith(_ => { }, TaskScheduler.Default);

            Assert.All(rooms, room => Assert.True(room.Connections.IsEmpty));
        }
        finally
        {
            await lonely.DisposeAsync();
        }
    }

    [Fact]
    public async Task AcknowledgedCuesAreThereAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-restart-").FullName;
        SessionId session;
        TestMember instructor;
        CueAck ack;
        await using (var stageBefore = await UpperBackServer.StartAsync(folder))
        {
            instructor = await stageBefore.SignInAsync("Meera", roles: Roles.Instructor);
            session = SessionId.New();
            await stageBefore.PublishAsync(fixture.Plan(session, instructor, default, []));
            await using var client = await LiveClient.ConnectAsync(stageBefore, instructor);
            await Eventually.Is(
                () => client.JoinAsync(session).ContinueWith(join => join.IsCompletedSuccessfully),
                joined => joined
            );
            await client.StartClassAsync(session);
            ack = await client.SendTextAsync(session, "Before the restart", "once");
        }

        await using (var stageAfter = await UpperBackServer.StartAsync(folder))
        {
            await using var client = await LiveClient.ConnectAsync(stageAfter, instructor);
            var joined = await client.JoinAsync(session, new LogPosition(ack.Epoch, 1));
            var again = await client.SendTextAsync(session, "Before the restart", "once");

            Assert.Equal(RoomStatus.Live, joined.Status);
            Assert.True(again.Repeated);
            await Eventually.Is(() => client.Cues.Count == 1);
            Assert.Equal("Before the restart", client.Cues.Single().Content.Text);
        }

        Directory.Delete(folder, recursive: true);
    }
}
