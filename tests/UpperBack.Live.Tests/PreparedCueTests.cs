using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>Cues that were prepared for a step, and that the room sends by itself.</summary>
public sealed class PreparedCueTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task PreparedCuesLeaveByThemselvesWhateverBecomesOfTheConsole()
    {
        var (meera, session, lead) = await StartPreparedAsync();
        var (_, client) = await fixture.JoinAsync(session, "Asha");
        Assert.Equal("room.not-leader", await client.RefusalOf("SendPrepared", new PreparedRequest(session, On: true)));
        await lead.SendPreparedAsync(session, on: true);
        await Eventually.Is(() => lead.PreparedNotices.LastOrDefault()?.SinceMs is not null);
        var step = await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        await lead.DisposeAsync();

        var sent = await Eventually.Is(() => Task.FromResult(Prepared(client)), cues => cues.Count == 2);

        Assert.Equal(["Long neck", "Soft eyes"], sent.Select(cue => cue.Content.Text));
        Assert.Equal([step.MediaAtMs + 1000, step.MediaAtMs + 2000], sent.Select(cue => cue.MediaAtMs));
        Assert.Equal(
            [$"prepared-{step.MediaAtMs}-0-0", $"prepared-{step.MediaAtMs}-0-1"],
            sent.Select(cue => cue.ClientCueId)
        );
        Assert.All(sent, cue => Assert.Equal(("Meera", meera.Id), (cue.SentByName, cue.SentBy)));

        // The switch is the room's: it is on for whoever leads next, and what a step has left goes with it.
        await using var again = await LiveClient.ConnectAsync(fixture.Server, meera);
        Assert.NotNull((await again.JoinAsync(session)).PreparedSinceMs);
        var next = await again.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 1));
        await again.SendTextAsync(session, "Breathe", $"prepared-{next.MediaAtMs}-1-0");
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(95));
        await again.EndClassAsync(session);
        await Eventually.Is(() => client.Cues.Last().Content.Kind == CueKinds.ClassEnded);
        Assert.Equal(["Long neck", "Soft eyes", "Breathe"], Prepared(client).Select(cue => cue.Content.Text));
    }

    [Fact]
    public async Task APreparedCueThatCannotLeaveInTimeLeavesLateOrNotAtAll()
    {
        var (_, session, lead) = await StartPreparedAsync(new PreparedCue(70, "Over"), new PreparedCue(90, "Slower"));
        await lead.SendPreparedAsync(session, on: true);
        var step = await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));

        // As if the server had been away: what is some seconds late is still of use, what is half a minute late no
        // more.
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(98));
        await Eventually.Is(() => Prepared(lead).Count == 1);

        var late = Prepared(lead).Single();
        Assert.Equal(("Slower", step.MediaAtMs + 90_000), (late.Content.Text, late.MediaAtMs));
        Assert.True(late.AtMs >= late.MediaAtMs + 7000);
        await lead.EndClassAsync(session);
        Assert.Single(Prepared(lead));
    }

    private async Task<(TestMember Leader, SessionId Session, LiveClient Client)> StartPreparedAsync(
        params PreparedCue[] cues
    )
    {
        var meera = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = SessionId.New();
        await fixture.Server.PublishAsync(
            fixture.Plan(session, meera, default, []) with
            {
                RunSheet =
                    cues.Length == 0
                        ? LiveFixture.PreparedSheet
                        : new RunSheet([LiveFixture.Sheet.Steps[0] with { Cues = cues }]),
            }
        );
        var client = await LiveClient.ConnectAsync(fixture.Server, meera);
        await client.JoinAsync(session);
        await client.StartClassAsync(session);
        return (meera, session, client);
    }

    private static IReadOnlyList<Cue> Prepared(LiveClient client) =>
        [.. client.Cues.Where(cue => cue.ClientCueId.StartsWith("prepared-", StringComparison.Ordinal))];
}
