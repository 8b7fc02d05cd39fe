using System.Text;
using UpperBack.Contracts.Live;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>However they come and go, pictures reach those who lead then, and nobody else gets a byte.</summary>
public sealed class MirrorSecrecyTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const int Members = 3;

    private static readonly int Rounds = Scale.Of(full: 10_000, usual: 300);

    [Fact]
    public async Task NobodyElseGetsAByteHoweverOftenTheyComeAndGo()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var scene = await MirrorScene.MakeAsync(fixture);
        var other = await MirrorScene.MakeAsync(fixture);
        var members = new List<TestMember>();
        for (var i = 0; i < Members; i++)
            members.Add(await scene.SeatAsync($"Member {i}"));
        var stranger = await fixture.Server.SignInAsync("Stranger");
        var (coachIsLeader, fromOthers) = (true, 0L);
        var sharers = new Dictionary<TestMember, MirrorSharer>();
        await using var instructor = await scene.WatchAsync(scene.Instructor);
        MirrorWatcher? coach = null;
        await using var elsewhere = await other.WatchAsync(other.Coach);

        for (var round = 0; round < Rounds; round++)
        {
            var member = members[random.Next(Members)];
            switch (random.Next(8))
            {
                case 0 or 1:
                    await StopAsync(member);
                    sharers[member] = await MirrorSharer.ShareAsync(scene.Address, member, scene.Session);
                    break;
                case 2:
                    await StopAsync(member);
                    break;
                case 3 when coachIsLeader:
                    await LeaveAsync();
                    coach = await scene.WatchAsync(scene.Coach);
                    break;
                case 4 when round % 5 == 0:
                    // Who loses the lead keeps the socket open, and tries again.
                    await scene.PlanAsync(null, default, coachIsLeader ? [] : [scene.Coach]);
                    coachIsLeader = !coachIsLeader;
                    if (!coachIsLeader && coach is not null)
                    {
                        Assert.Equal(ErrorCodes.NotLeader.Code, await coach.Link.EndAsync());
                        fromOthers += await AfterEndAsync(coach);
                    }

                    break;
                default:
                    fromOthers += await TryToWatchAsync(
                        random.Next(4) switch
                        {
                            0 => member,
                            1 when !coachIsLeader => scene.Coach,
                            2 => other.Coach,
                            _ => stranger,
                        }
                    );
                    break;
            }

            foreach (var sharer in sharers.Values)
                await sharer.SendAsync(Encoding.UTF8.GetBytes($"round {round}"));
        }

        Assert.True(fromOthers == 0, $"Seed {seed}: {fromOthers} bytes reached others.");
        Assert.Equal(0, elsewhere.Link.PictureBytes);
        Assert.All(sharers.Values, sharer => Assert.Equal(0, sharer.Link.PictureBytes));
        if (sharers.Count > 0)
            await Eventually.Is(() => instructor.Seen().Contains($"round {Rounds - 1}"));
        await LeaveAsync();
        foreach (var sharer in sharers.Values)
            await sharer.DisposeAsync();

        async Task StopAsync(TestMember member)
        {
            if (sharers.Remove(member, out var sharer))
                await sharer.DisposeAsync();
        }

        async Task LeaveAsync()
        {
            if (coach is not null)
                await coach.DisposeAsync();
            coach = null;
        }

        async Task<long> TryToWatchAsync(TestMember who)
        {
            await using var hostile = await MirrorWatcher.ConnectAsync(scene.Address, who, scene.Session);
            await hostile.Link.SendAsync(new MirrorLook(1, true));
            await hostile.Link.SendAsync(new MirrorAskKeyFrame(1, 1));
            await hostile.Link.EndAsync();
            Assert.DoesNotContain(hostile.Link.Texts, text => text is not MirrorEnded);
            return hostile.Link.PictureBytes;
        }

        // The members send on, with another key.
        async Task<long> AfterEndAsync(MirrorWatcher ended)
        {
            var before = ended.Link.PictureBytes;
            foreach (var sharer in sharers.Values)
                await sharer.SendAsync("after the end"u8);
            await Eventually.Is(() => ended.Link.IsClosed);
            Assert.DoesNotContain("after the end", ended.Seen());
            return ended.Link.PictureBytes - before;
        }
    }
}
