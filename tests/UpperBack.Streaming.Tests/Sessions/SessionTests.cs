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
        await server.PublishAsync(StreamingFixture.Plan(server, session, instructor));
        Assert.Equal(HttpStatusCode.OK, (await asking).StatusCode);
        Assert.Equal(
            "session.unknown",
            await (await instructor.Http.GetAsync($"/api/streaming/sessions/{Guid.NewGuid()}")).CodeAsync()
        );
    }

    [Fact]
    public async Task TheHighestRevisionOfAPlanCounts()
    {
        var planned = await StreamingFixture.PlanOnAsync(server);
        var key = (await planned.MakeKeyAsync()).Key;
        await server.PublishAsync(
            StreamingFixture.Plan(server, planned.Session, planned.Instructor, default, 3, cancelled: true)
        );
        await Eventually.Is(
            async () => await (await planned.PostAsync(key, [])).CodeAsync(),
            code => code == "session.closed"
        );
        await server.PublishAsync(StreamingFixture.Plan(server, planned.Session, planned.Instructor, default, 2));
        await Task.Delay(300);
        Assert.Equal("session.closed", await (await planned.PostAsync(key, [])).CodeAsync());
    }

    [Fact]
    public async Task AStreamCannotBeginBeforeItsTime()
    {
        var planned = await StreamingFixture.PlanOnAsync(server, TimeSpan.FromMinutes(90));
        var key = (await planned.MakeKeyAsync()).Key;
        Assert.Equal("room.not-open", await (await planned.PostAsync(key, Ffmpeg.Clip(7))).CodeAsync());
        server.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.OK, (await planned.PostAsync(key, Ffmpeg.Clip(7))).StatusCode);
    }

    [Fact]
    public async Task TheStreamEndsSoonAfterItsClass()
    {
        var (planned, encoder) = await LiveAsync();
        await using var _ = encoder;
        var startedAt = server.Clock.GetUtcNow();
        await server.PublishAsync(new ClassEnded(planned.Session, null, startedAt, startedAt.AddMinutes(18)));
        server.Clock.Advance(TimeSpan.FromMinutes(18));
        await Task.Delay(1500);
        Assert.Equal("live", await planned.StatusAsync());

        server.Clock.Advance(TimeSpan.FromSeconds(31));
        await planned.UntilAsync("ended");
        Assert.Equal("stream.stopped", await (await encoder.FinishAsync()).CodeAsync());
        Assert.Equal(
            "stream.stopped",
            await (await planned.PostAsync((await planned.MakeKeyAsync()).Key, Ffmpeg.Clip(7))).CodeAsync()
        );
        await server.PublishAsync(new ClassStarted(planned.Session, startedAt));
        Assert.NotEqual(
            System.Text.Json.JsonValueKind.Null,
            (await planned.LetInAsync()).Access.GetProperty("replay").ValueKind
        );
    }

    [Fact]
    public async Task AnInterruptedStreamEndsWithItsClassAndWhatWasMissedIsKnown()
    {
        var (planned, encoder) = await LiveAsync();
        await encoder.DropAsync();
        await planned.UntilAsync("interrupted");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.Delay(1500);
        Assert.Equal("interrupted", await planned.StatusAsync());

        var now = server.Clock.GetUtcNow();
        await server.PublishAsync(new ClassEnded(planned.Session, null, now.AddMinutes(-10), now));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await planned.UntilAsync("ended");
        var gap = Assert.Single(await planned.GapsAsync());
        Assert.Equal("encoder-lost", gap.Reason);
        Assert.InRange(gap.ToMs - gap.FromMs, 290_000, 310_000);
    }

    [Fact]
    public async Task EveryChangeIsToldToTheOthersInOrder()
    {
        await using var recorder = await EventRecorder<StreamChanged>.OnAsync(server);
        var (planned, encoder) = await LiveAsync();
        await encoder.DropAsync();
        await planned.UntilAsync("interrupted");
        await planned.StreamAsync(Ffmpeg.Clip(7));
        await planned.UntilAsync("ended");
        var told = await recorder.UntilAsync(change => change.SessionId == planned.Session, 4);
        Assert.Equal(
            [(1, "live"), (2, "interrupted"), (3, "live"), (4, "ended")],
            told.OrderBy(change => change.Revision).Select(change => (change.Revision, change.Status))
        );
    }

    private async Task<(PlannedClass Planned, HttpEncoder Encoder)> LiveAsync()
    {
        var planned = await StreamingFixture.PlanOnAsync(server);
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        var encoder = HttpEncoder.Start(server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0]);
        await planned.UntilAsync("live");
        return (planned, encoder);
    }
}
