using Microsoft.Extensions.DependencyInjection;
using UpperBack.Testing.Mirror;

namespace UpperBack.Live.Tests.Mirror;

/// <summary>A class whose members share and whose leaders watch.</summary>
public sealed class MirrorScene
{
    private long revision;

    private MirrorScene(LiveFixture fixture, TestMember instructor, TestMember coach) =>
        (Fixture, Instructor, Coach) = (fixture, instructor, coach);

    public LiveFixture Fixture { get; }

    public TestMember Instructor { get; }

    public TestMember Coach { get; }

    public SessionId Session { get; } = SessionId.New();

    public Uri Address => Fixture.Server.Address;

    private UpperBackServer Server => Fixture.Server;

    /// <summary>A class that starts in a moment, unless told otherwise.</summary>
    public static async Task<MirrorScene> MakeAsync(
        LiveFixture fixture,
        MirrorRules? rules = null,
        TimeSpan startsIn = default
    )
    {
        var scene = new MirrorScene(
            fixture,
            await fixture.Server.SignInAsync("Meera", "Asia/Kolkata", Roles.Instructor),
            await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach)
        );
        await scene.PlanAsync(rules, startsIn, scene.Coach);
        return scene;
    }

    /// <summary>A process of its own, on data that a server prepares before.</summary>
    public static async Task<HostProcess> StartNodeAsync(string folder, Func<UpperBackServer, Task> prepare)
    {
        string[] settings;
        await using (var server = await UpperBackServer.StartAsync(folder))
        {
            settings = [.. server.DataSettings];
            await prepare(server);
        }

        return await HostProcess.StartAsync(folder, settings);
    }

    /// <summary>Plans it (again) and waits until that is known.</summary>
    public async Task PlanAsync(MirrorRules? rules = null, TimeSpan startsIn = default, params TestMember[] coaches)
    {
        var next = Interlocked.Increment(ref revision);
        await Server.PublishAsync(Fixture.Plan(Session, Instructor, startsIn, coaches, next) with { Mirror = rules });
        await Eventually.Is(
            () => ReadAsync<long>("select revision from sessions where session_id = @Session", new { Session }),
            stored => stored == next
        );
    }

    /// <summary>Somebody new with a coached seat.</summary>
    public async Task<TestMember> SeatAsync(string name)
    {
        var member = await Server.SignInAsync(name);
        await GiveSeatAsync(member, SeatStatus.Booked);
        return member;
    }

    /// <summary>Gives a seat, or takes it.</summary>
    public async Task GiveSeatAsync(TestMember member, string status)
    {
        await Server.PublishAsync(
            new CoachedSeatChanged(
                Session,
                member.Id,
                Interlocked.Increment(ref revision),
                status,
                Server.Clock.GetUtcNow()
            )
        );
        await Eventually.Is(
            () =>
                ReadAsync<string>(
                    "select status from seats where session_id = @Session and member_id = @Id",
                    new { Session, member.Id }
                ),
            stored => stored == status
        );
    }

    public async Task<MirrorSharer> ShareAsync(string name) =>
        await MirrorSharer.ShareAsync(Address, await SeatAsync(name), Session);

    public Task<MirrorWatcher> WatchAsync(TestMember leader) => MirrorWatcher.WatchAsync(Address, leader, Session);

    /// <summary>Sends pictures until it is told to stop, each with its number in it; every tenth is a key
    /// frame.</summary>
    public static async Task SendAllTheTimeAsync(MirrorSharer sharer, CancellationToken ct, int kind = 1)
    {
        for (var number = 0; !ct.IsCancellationRequested && !sharer.Link.IsClosed; number++)
        {
            await sharer.SendAsync(
                System.Text.Encoding.UTF8.GetBytes($"{sharer.Member.DisplayName} {number}"),
                number % 10 == 0,
                kind
            );
            await Task.Delay(25, CancellationToken.None);
        }
    }

    /// <summary>Reads from Live's database.</summary>
    public async Task<T?> ReadAsync<T>(string sql, object args) =>
        await Server
            .Services.GetRequiredService<LiveDatabase>()
            .QueryFirstOrDefaultAsync<T>(sql, args, CancellationToken.None);

    /// <summary>How many rows there are.</summary>
    public Task<long> CountAsync(string table, string condition) =>
        ReadAsync<long>($"select count(*) from {table} where session_id = @Session and {condition}", new { Session });
}
