using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Live.Joining;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Testing;

namespace UpperBack.Live.Tests;

public sealed class LostConnectionTests(LiveStage stage) : IClassFixture<LiveStage>
{
    [Fact]
    public async Task AConnectionThatIsLostWhileItJoinsLeavesNobodyBehind()
    {
        var (session, instructor) = await stage.StartClassAsync();
        var room = stage.Server.Services.GetRequiredService<RoomRegistry>().FindLoaded(session)!;
        for (var i = 0; i < 20; i++)
        {
            var member = await stage.Server.SignInAsync($"Hasty {i}");
            var client = await LiveClient.ConnectAsync(stage.Server, member, messagePack: i % 2 == 0);
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
        var connection = new LiveConnection("c", MemberId.New(), null!, () => { }, 8, NullLogger.Instance);

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
            var connection = new LiveConnection("c", instructor.Id, null!, () => { }, 8, NullLogger.Instance);
            var rooms = new List<Room>();
            for (var i = 0; i < 3; i++)
            {
                var session = SessionId.New();
                await lonely.PublishAsync(LiveStage.PlanOn(lonely, session, instructor));
                await Eventually.Is(() => sessions.ReadPlanAsync(session, default), plan => plan is not null);
                var room = (await loader.OpenAsync(session, default))!;
                room.Connections.Add(
                    new RoomMembership(connection, RoomRoles.Instructor, "Meera", new HashSet<MemberId>(), 0)
                );
                Assert.True(connection.TryEnter(session));
                rooms.Add(room);
            }

            lonely.LoseRedis();
            await leaving
                .DisconnectAsync(connection, CancellationToken.None)
                .ContinueWith(_ => { }, TaskScheduler.Default);

            Assert.All(rooms, room => Assert.True(room.Connections.IsEmpty));
        }
        finally
        {
            await lonely.DisposeAsync();
        }
    }

    [Fact]
    public async Task TheIdsOfTheClassesOwnCuesCannotBeTakenByACue()
    {
        var instructor = await stage.Server.SignInAsync("Meera", roles: Contracts.Roles.Instructor);
        var session = await stage.PlanAsync(instructor);
        await using var client = await LiveClient.ConnectAsync(stage.Server, instructor);
        await client.JoinAsync(session);

        foreach (var taken in new[] { "class-started", "class-ended" })
            Assert.Equal(
                "request.invalid",
                await client.RefusalOf(
                    "SendCue",
                    new SendCueRequest(session, taken, new CueContent(CueKinds.Text, "Hello"))
                )
            );

        await client.StartClassAsync(session);
        Assert.Equal(RoomStatus.Live, (await client.JoinAsync(session)).Status);
    }
}
