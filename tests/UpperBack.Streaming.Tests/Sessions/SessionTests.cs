using System.Net;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Sessions;

/// <summary>Each on a server of its own: the clock is moved.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await UpperBackServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task AClassPlannedThisMomentIsWaitedFor()
    {
        var instructor = await server.SignInAsync("Meera", "Asia/Kolkata", Roles.Instructor);
        var session = SessionId.New();
        var asking = instructor.Http.GetAsync($"/api/streaming/sessions/{session}");
        await Task.Delay(200);
        Assert.False(asking.IsCompleted);
        await server.PublishAsync(StreamingStage.Plan(server, session, instructor));
        Assert.Equal(HttpStatusCode.OK, (await asking).StatusCode);
        Assert.Equal(
            "session.unknown",
            await (await instructor.Http.GetAsync($"/api/streaming/sessions/{Guid.NewGuid()}")).CodeAsync()
        );
    }

    [Fact]
    public async Task TheHighestRevisionOfAPlanCounts()
    {
        var staged = await StreamingStage.PlanOnAsync(server);
        var key = (await staged.MakeKeyAsync()).Key;
        await server.PublishAsync(
            StreamingStage.Plan(server, staged.Session, staged.Instructor, default, 3, cancelled: true)
        );
        await Eventually.Is(
            async () => await (await staged.PostAsync(key, [])).CodeAsync(),
            code => code == "session.closed"
        );
        await server.PublishAsync(StreamingStage.Plan(server, staged.Session, staged.Instructor, default, 2));
        await Task.Delay(300);
        Assert.Equal("session.closed", await (await staged.PostAsync(key, [])).CodeAsync());
    }

    [Fact]
    public async Task AStreamCannotBeginBeforeItsTime()
    {
        var staged = await StreamingStage.PlanOnAsync(server, TimeSpan.FromMinutes(90));
        var key = (await staged.MakeKeyAsync()).Key;
        Assert.Equal("room.not-open", await (await staged.PostAsync(key, Ffmpeg.Clip(7))).CodeAsync());
        server.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.OK, (await staged.PostAsync(key, Ffmpeg.Clip(7))).StatusCode);
    }

    [Fact]
    public async Task TheStreamEndsSoonAfterItsClass()
    {
        var (staged, encoder) = await LiveAsync();
        await using var _ = encoder;
        var startedAt = server.Clock.GetUtcNow();
        await server.PublishAsync(new ClassEnded(staged.Session, null, startedAt, startedAt.AddMinutes(18)));
        server.Clock.Advance(TimeSpan.FromMinutes(18));
        await Task.Delay(1500);
        Assert.Equal("live", await staged.StatusAsync());

        server.Clock.Advance(TimeSpan.FromSeconds(31));
        await staged.UntilAsync("ended");
        Assert.Equal("stream.stopped", await (await encoder.FinishAsync()).CodeAsync());
        Assert.Equal(
            "stream.stopped",
            await (await staged.PostAsync((await staged.MakeKeyAsync()).Key, Ffmpeg.Clip(7))).CodeAsync()
        );
        await server.PublishAsync(new ClassStarted(staged.Session, startedAt));
        Assert.NotEqual(
            System.Text.Json.JsonValueKind.Null,
            (await staged.LetInAsync()).Access.GetProperty("replay").ValueKind
        );
    }

    [Fact]
    public async Task AnInterruptedStreamEndsWithItsClassAndWhatWasMissedIsKnown()
    {
        var (staged, encoder) = await LiveAsync();
        await encoder.DropAsync();
        await staged.UntilAsync("interrupted");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.Delay(1500);
        Assert.Equal("interrupted", await staged.StatusAsync());

        var now = server.Clock.GetUtcNow();
        await server.PublishAsync(new ClassEnded(staged.Session, null, now.AddMinutes(-10), now));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await staged.UntilAsync("ended");
        var gap = Assert.Single(await staged.GapsAsync());
        Assert.Equal("encoder-lost", gap.Reason);
        Assert.InRange(gap.ToMs - gap.FromMs, 290_000, 310_000);
    }

    [Fact]
    public async Task EveryChangeIsToldToTheOthersInOrder()
    {
        await using var overheard = await EventRecorder<StreamChanged>.OnAsync(server);
        var (staged, encoder) = await LiveAsync();
        await encoder.DropAsync();
        await staged.UntilAsync("interrupted");
        await staged.StreamAsync(Ffmpeg.Clip(7));
        await staged.UntilAsync("ended");
        var told = await overheard.UntilAsync(change => change.SessionId == staged.Session, 4);
        Assert.Equal(
            [(1, "live"), (2, "interrupted"), (3, "live"), (4, "ended")],
            told.OrderBy(change => change.Revision).Select(change => (change.Revision, change.Status))
        );
    }

    private async Task<(StagedClass Staged, HttpEncoder Encoder)> LiveAsync()
    {
        var staged = await StreamingStage.PlanOnAsync(server);
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        var encoder = HttpEncoder.Start(server.Address, (await staged.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0]);
        await staged.UntilAsync("live");
        return (staged, encoder);
    }
}
