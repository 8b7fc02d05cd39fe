using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>A real server, and classes on it that are planned as Scheduling would plan them.</summary>
public class LiveFixture : IAsyncLifetime
{
    public UpperBackServer Server { get; private set; } = null!;

    /// <summary>What the server is told beyond the usual.</summary>
    public string[] Settings { get; init; } = [];

    public static RunSheet Sheet { get; } =
        new([
            new RunSheetStep(
                0,
                "cat-cow",
                "Cat-Cow",
                "mobility",
                null,
                0,
                160,
                "Move one vertebra at a time, with the breath.",
                new BreathPace(20, 4, 4),
                null,
                null,
                null,
                [new ExerciseFault("neck-hyperextension", "Neck thrown back", "Eyes forward, not up.")]
            ),
            new RunSheetStep(
                1,
                "locust",
                "Locust",
                "strength",
                null,
                160,
                30,
                "Lift the chest and breathe.",
                null,
                1,
                3,
                null,
                [new ExerciseFault("shrugged-shoulders", "Shrugged shoulders", "Slide the shoulder blades down.")]
            ),
        ]);

    /// <summary>The same with cues that were prepared for its steps.</summary>
    public static RunSheet PreparedSheet { get; } =
        new([
            Sheet.Steps[0] with
            {
                Cues =
                [
                    new PreparedCue(1, "Long neck"),
                    new PreparedCue(2, "Soft eyes"),
                    new PreparedCue(90, "Slower"),
                ],
            },
            Sheet.Steps[1] with
            {
                Cues = [new PreparedCue(1, "Breathe")],
            },
        ]);

    public async Task InitializeAsync() => Server = await UpperBackServer.StartAsync(null, Settings);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Plans a class that starts in a moment, unless told when.</summary>
    public async Task<SessionId> PlanAsync(
        TestMember instructor,
        TimeSpan startsIn = default,
        params TestMember[] coaches
    )
    {
        var session = SessionId.New();
        await Server.PublishAsync(Plan(session, instructor, startsIn, coaches));
        await Eventually.Is(
            async () => (await instructor.Http.GetAsync($"/api/live/sessions/{session}")).StatusCode,
            status => status == HttpStatusCode.OK
        );
        return session;
    }

    /// <summary>The same on a server that is there already, and stays.</summary>
    public static LiveFixture On(UpperBackServer server) => new() { Server = server };

    /// <summary>A class that starts in a moment, on any server.</summary>
    public static SessionChanged PlanOn(UpperBackServer server, SessionId session, TestMember instructor) =>
        On(server).Plan(session, instructor, default, []);

    public SessionChanged Plan(
        SessionId session,
        TestMember instructor,
        TimeSpan startsIn,
        TestMember[] coaches,
        long revision = 1,
        bool cancelled = false
    )
    {
        var startsAt = Server.Clock.GetUtcNow() + startsIn;
        return new SessionChanged(
            session,
            null,
            revision,
            "Morning class",
            startsAt,
            startsAt.AddMinutes(18),
            "Asia/Kolkata",
            cancelled,
            instructor.Id,
            [.. coaches.Select(coach => coach.Id)],
            Sheet,
            Server.Clock.GetUtcNow()
        );
    }

    /// <summary>A class that is on, with its instructor connected.</summary>
    public async Task<(SessionId Session, LiveClient Instructor)> StartClassAsync(params TestMember[] coaches)
    {
        var (_, session, client) = await StartLedClassAsync(coaches);
        return (session, client);
    }

    /// <summary>The same, with who leads it.</summary>
    public async Task<(TestMember Leader, SessionId Session, LiveClient Client)> StartLedClassAsync(
        params TestMember[] coaches
    )
    {
        var leader = await Server.SignInAsync("Meera", "Asia/Kolkata", Roles.Instructor);
        var session = await PlanAsync(leader, default, coaches);
        var client = await LiveClient.ConnectAsync(Server, leader);
        await client.JoinAsync(session);
        await client.StartClassAsync(session);
        return (leader, session, client);
    }

    /// <summary>Somebody new who joins.</summary>
    public async Task<(TestMember Member, LiveClient Client)> JoinAsync(
        SessionId session,
        string name,
        bool messagePack = false
    )
    {
        var member = await Server.SignInAsync(name);
        var client = await LiveClient.ConnectAsync(Server, member, messagePack);
        await client.JoinAsync(session);
        return (member, client);
    }

    /// <summary>A class that is on, with its instructor and a coach connected.</summary>
    public async Task<(SessionId Session, LiveClient Instructor, LiveClient Coach)> StartWithCoachAsync()
    {
        var cleo = await Server.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, instructor) = await StartClassAsync(cleo);
        var coach = await LiveClient.ConnectAsync(Server, cleo);
        await coach.JoinAsync(session);
        return (session, instructor, coach);
    }

    /// <summary>What a note is refused with.</summary>
    public static async Task<string> NoteRefusalAsync(LiveClient client, SendFormNoteRequest request) =>
        (await Assert.ThrowsAsync<HubException>(() => client.Connection.InvokeAsync("SendFormNote", request))).Message;
}
