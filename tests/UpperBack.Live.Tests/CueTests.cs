using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

public sealed class CueTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task CuesComeInTimeWhileFiftyStrangersTryPasswords()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha");
        var alone = await TypicalDelayAsync("alone");

        var answers = new ConcurrentQueue<HttpResponseMessage>();
        using var enough = new CancellationTokenSource();
        var strangers = Task.WhenAll(
            Enumerable.Range(0, 50).Select(stranger => TryPasswordsAsync(stranger, answers, enough.Token))
        );
        await Eventually.Is(() => answers.Any(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        var beside = await TypicalDelayAsync("beside");
        await enough.CancelAsync();
        await strangers;

        // Hashing on the threads that carry cues made them wait for seconds.
        Assert.InRange(beside, TimeSpan.Zero, alone + TimeSpan.FromMilliseconds(500));
        Assert.All(answers, answer =>
            Assert.Contains(
                answer.StatusCode,
                (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]
            )
        );
        Assert.All(answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests), answer =>
            Assert.NotNull(answer.Headers.RetryAfter)
        );

        async Task<TimeSpan> TypicalDelayAsync(string ids)
        {
            var delays = new List<TimeSpan>();
            for (var i = 0; i < 20; i++)
            {
                var id = $"{ids}-{i}";
                var sent = Stopwatch.GetTimestamp();
                await instructor.SendTextAsync(session, "Long neck", id);
                await Eventually.Is(() => client.Cues.Any(cue => cue.ClientCueId == id));
                delays.Add(Stopwatch.GetElapsedTime(sent));
            }

            return delays.Order().ElementAt(delays.Count / 2);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACueReachesEverybodyOnceAndInOrder(bool messagePack)
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (_, first) = await fixture.JoinAsync(session, "Asha", messagePack);
        var (_, second) = await fixture.JoinAsync(session, "Ben", messagePack);

        for (var i = 0; i < 20; i++)
            await instructor.SendTextAsync(session, $"Cue {i}");

        foreach (var client in new[] { instructor, first, second })
        {
            await Eventually.Is(() => client.Cues.Count >= 21);
            Assert.Equal(Enumerable.Range(1, 21).Select(n => (long)n), client.Cues.Select(cue => cue.Offset));
        }
    }

    [Fact]
    public async Task SendsAtTheSameTimeGetConsecutiveOffsets()
    {
        var (session, instructor) = await fixture.StartClassAsync();

        var acks = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => instructor.SendTextAsync(session, $"Cue {i}"))
        );

        Assert.Equal(Enumerable.Range(2, 40).Select(n => (long)n), acks.Select(ack => ack.Offset).Order());
    }

    [Fact]
    public async Task ARepeatedSendWithTheSameClientIdIsOneCue()
    {
        var (session, instructor) = await fixture.StartClassAsync();

        var once = await instructor.SendTextAsync(session, "Breathe", "breathe-1");
        var again = await instructor.SendTextAsync(session, "Breathe", "breathe-1");

        Assert.False(once.Repeated);
        Assert.True(again.Repeated);
        Assert.Equal((once.Epoch, once.Offset, once.AtMs), (again.Epoch, again.Offset, again.AtMs));
        var (_, late) = await fixture.JoinAsync(session, "Asha");
        await Eventually.Is(() => late.Cues.Count == 2);
    }

    [Fact]
    public async Task WhoComesLateGetsTheLogFromItsStart()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));

        var (_, late) = await fixture.JoinAsync(session, "Asha");

        await Eventually.Is(() => late.Cues.Count == 2);
        Assert.Equal([CueKinds.ClassStarted, CueKinds.Step], late.Cues.Select(cue => cue.Content.Kind));
    }

    [Fact]
    public async Task WhoComesBackGoesOnAfterTheirLastOffset()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (member, client) = await fixture.JoinAsync(session, "Asha");
        await instructor.SendTextAsync(session, "Seen");
        await Eventually.Is(() => client.Cues.Count == 2);
        var last = client.Cues.Last();
        await client.DisposeAsync();
        await instructor.SendTextAsync(session, "Missed");

        await using var back = await LiveClient.ConnectAsync(fixture.Server, member);
        var joined = await back.JoinAsync(session, new LogPosition(last.Epoch, last.Offset));
        await instructor.SendTextAsync(session, "Live again");

        await Eventually.Is(() => back.Cues.Count == 2);
        Assert.False(joined.Resync);
        Assert.Equal([3L, 4L], back.Cues.Select(cue => cue.Offset));
    }

    [Theory]
    [InlineData("no-such-epoch", 1)]
    [InlineData(null, 999)]
    public async Task WhoCannotGoOnIsToldToResyncAndGetsTheLogAnew(string? epoch, long offset)
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var ack = await instructor.SendTextAsync(session, "Hello");
        await using var client = await LiveClient.ConnectAsync(
            fixture.Server,
            await fixture.Server.SignInAsync("Asha")
        );

        var joined = await client.JoinAsync(session, new LogPosition(epoch ?? ack.Epoch, offset));

        await Eventually.Is(() => client.Cues.Count == 2);
        Assert.True(joined.Resync);
        Assert.Single(client.Resyncs);
        Assert.Equal([1L, 2L], client.Cues.Select(cue => cue.Offset));
    }

    [Fact]
    public async Task ACoachSendsCuesAndAParticipantDoesNot()
    {
        var coach = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, _) = await fixture.StartClassAsync(coach);
        var (_, participant) = await fixture.JoinAsync(session, "Asha");
        await using var coachClient = await LiveClient.ConnectAsync(fixture.Server, coach);
        await coachClient.JoinAsync(session);

        Assert.Equal(2, (await coachClient.SendTextAsync(session, "Long neck")).Offset);
        Assert.Equal(
            "room.not-leader",
            await participant.RefusalOf("SendCue", new SendCueRequest(session, "x", new CueContent("text", "Hi")))
        );
        Assert.Equal("room.not-leader", await coachClient.RefusalOf("EndClass", new ClassRequest(session)));
    }

    [Theory]
    [InlineData("step", null, 99, "request.invalid")]
    [InlineData("step", null, null, "request.invalid")]
    [InlineData("text", null, null, "request.invalid")]
    [InlineData("text", "   ", null, "request.invalid")]
    [InlineData("class-ended", null, null, "request.invalid")]
    [InlineData("nonsense", "x", null, "request.invalid")]
    [InlineData("breath", null, null, "request.invalid")]
    public async Task ACueThatMakesNoSenseIsRefusedAndChangesNothing(string kind, string? text, int? step, string code)
    {
        var (session, instructor) = await fixture.StartClassAsync();

        Assert.Equal(
            code,
            await instructor.RefusalOf("SendCue", new SendCueRequest(session, "x", new CueContent(kind, text, step)))
        );
        Assert.Equal(2, (await instructor.SendTextAsync(session, "Still here")).Offset);
    }

    [Fact]
    public async Task TheIdsOfTheClassesOwnCuesCannotBeTakenByACue()
    {
        var instructor = await fixture.Server.SignInAsync("Meera", roles: Contracts.Roles.Instructor);
        var session = await fixture.PlanAsync(instructor);
        await using var client = await LiveClient.ConnectAsync(fixture.Server, instructor);
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

    private async Task TryPasswordsAsync(
        int stranger,
        ConcurrentQueue<HttpResponseMessage> answers,
        CancellationToken enough
    )
    {
        using var http = fixture.Server.Anonymous();
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            try
            {
                var answer = await http.PostAsJsonAsync(
                    "/api/accounts/sign-in",
                    new { email = $"{stranger}-{i}@example.test", password = "not the password" },
                    enough
                );
                answers.Enqueue(answer);
                await Task.Delay(answer.StatusCode == HttpStatusCode.TooManyRequests ? 100 : 0, enough);
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
