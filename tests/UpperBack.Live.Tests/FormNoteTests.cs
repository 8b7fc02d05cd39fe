using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

public sealed class FormNoteTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Locust = "locust";
    private const string Shrugged = "shrugged-shoulders";

    [Fact]
    public async Task AFormNoteReachesOnlyItsTargetAndTheLeaders()
    {
        var coach = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, instructor) = await fixture.StartClassAsync(coach);
        var (asha, ashaClient) = await fixture.JoinAsync(session, "Asha");
        var (_, benClient) = await fixture.JoinAsync(session, "Ben", messagePack: true);
        await using var coachClient = await LiveClient.ConnectAsync(fixture.Server, coach);
        await coachClient.JoinAsync(session);

        await instructor.SendNoteAsync(session, "Shoulders down", asha.Id);
        await instructor.SendTextAsync(session, "Everybody has this");

        await Eventually.Is(() =>
            ashaClient.FormNotes.Count == 1 && coachClient.FormNotes.Count == 1 && benClient.Cues.Count == 2
        );
        Assert.Equal("Shoulders down", ashaClient.FormNotes.Single().Text);
        Assert.Empty(benClient.FormNotes);

        await using var reloaded = await LiveClient.ConnectAsync(fixture.Server, asha);
        Assert.Equal("Shoulders down", Assert.Single((await reloaded.JoinAsync(session)).FormNotes).Text);
    }

    [Fact]
    public async Task AFormNoteToAStrangerIsRefused()
    {
        var (session, instructor) = await fixture.StartClassAsync();

        Assert.Equal(
            "request.invalid",
            await instructor.RefusalOf("SendFormNote", new SendFormNoteRequest(session, "n", [MemberId.New()], "Hi"))
        );
        Assert.Equal(
            "request.invalid",
            await instructor.RefusalOf("SendFormNote", new SendFormNoteRequest(session, "n", [], "Hi"))
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ANoteToACohortReachesThoseWhoShowedTheFaultAndNobodyElse(bool messagePack)
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha Rao", messagePack);
        var (ben, bens) = await fixture.JoinAsync(session, "Ben", messagePack);
        var (cem, cems) = await fixture.JoinAsync(session, "Cem", messagePack);
        await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id);
        await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id, cem.Id);
        await instructor.SendNoteAsync(session, "Well done", ben.Id);

        var ack = await instructor.SendCohortNoteAsync(
            session,
            Locust,
            Shrugged,
            "{name}, lower them more in {exercise}"
        );

        Assert.Equal(2, ack.NoteIds.Count);
        await Eventually.Is(() =>
            ashas.FormNotes.Count == 3 && cems.FormNotes.Count == 2 && instructor.FormNotes.Count == 6
        );
        Assert.Equal("Asha, lower them more in Locust", ashas.FormNotes.Last().Text);
        Assert.Equal("Cem, lower them more in Locust", cems.FormNotes.Last().Text);
        Assert.Equal((Locust, Shrugged), (cems.FormNotes.Last().Exercise, cems.FormNotes.Last().Fault));
        Assert.Equal("Well done", Assert.Single(bens.FormNotes).Text);
        Assert.Equal("Well done", Assert.Single((await bens.JoinAsync(session)).FormNotes).Text);
    }

    [Fact]
    public async Task ACohortOfNobodyOrOfSomethingElseIsRefusedInWords()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");

        Assert.Contains(
            "Nobody has had a note for this",
            await LiveFixture.NoteRefusalAsync(instructor, new(session, "1", [], "Hi", Cohort: new(Locust, Shrugged)))
        );
        Assert.Contains(
            "exclude each other",
            await LiveFixture.NoteRefusalAsync(
                instructor,
                new(session, "2", [asha.Id], "Hi", Cohort: new(Locust, Shrugged))
            )
        );
        Assert.Contains(
            "another fault",
            await LiveFixture.NoteRefusalAsync(
                instructor,
                new(session, "3", [], "Hi", "cat-cow", Shrugged, new(Locust, Shrugged))
            )
        );
        Assert.Contains(
            "Choose 1 to 50 people",
            await LiveFixture.NoteRefusalAsync(instructor, new(session, "4", [], "Hi"))
        );
    }

    [Fact]
    public async Task WhoWasTakenOutIsNotOfTheCohort()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");
        await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id, ben.Id);
        await instructor.RemoveAsync(session, ben.Id);

        Assert.Single((await instructor.SendCohortNoteAsync(session, Locust, Shrugged)).NoteIds);
    }

    [Fact]
    public async Task TwoLeadersDoNotNoteTheSameFaultWithinAMinute()
    {
        var (session, instructor, coach) = await fixture.StartWithCoachAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        var (ben, bens) = await fixture.JoinAsync(session, "Ben");
        await coach.SendFaultAsync(session, Locust, Shrugged, asha.Id);

        var doubled = await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id);
        var half = await instructor.SendFaultAsync(session, Locust, Shrugged, ben.Id, asha.Id);
        var own = await coach.SendFaultAsync(session, Locust, Shrugged, asha.Id);
        var other = await instructor.SendFaultAsync(session, "cat-cow", "neck-hyperextension", asha.Id);
        var again = await instructor.Connection.InvokeAsync<FormNoteAck>(
            "SendFormNote",
            new SendFormNoteRequest(session, "again", [asha.Id], null, Locust, Shrugged, Force: true)
        );

        Assert.Equal((0, false), (doubled.NoteIds.Count, doubled.Repeated));
        Assert.Equal([asha.Id], doubled.Skipped!);
        Assert.Single(half.NoteIds);
        Assert.Equal([asha.Id], half.Skipped!);
        Assert.All([own, other, again], ack => Assert.True(ack is { NoteIds.Count: 1, Skipped: null }));
        await Eventually.Is(() => ashas.FormNotes.Count == 4 && bens.FormNotes.Count == 1);

        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null((await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id)).Skipped);
    }

    [Fact]
    public async Task OfLeadersWhoNoteAtTheSameMomentOneDoes()
    {
        var (session, instructor, coach) = await fixture.StartWithCoachAsync();
        for (var i = 0; i < 5; i++)
        {
            var (member, _) = await fixture.JoinAsync(session, $"Member {i}");
            var acks = await Task.WhenAll(
                instructor.SendFaultAsync(session, Locust, Shrugged, member.Id),
                coach.SendFaultAsync(session, Locust, Shrugged, member.Id)
            );

            Assert.Single(acks.SelectMany(ack => ack.NoteIds));
            Assert.Equal([member.Id], acks.SelectMany(ack => ack.Skipped ?? []));
        }
    }

    [Fact]
    public async Task ARepeatedNoteIsAcknowledgedInTheOrderOfTheRequest()
    {
        var (session, instructor, coach) = await fixture.StartWithCoachAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");
        var (cem, _) = await fixture.JoinAsync(session, "Cem");
        await coach.SendFaultAsync(session, Locust, Shrugged, ben.Id);
        var request = new SendFormNoteRequest(session, "once", [cem.Id, ben.Id, asha.Id], null, Locust, Shrugged);

        var first = await instructor.Connection.InvokeAsync<FormNoteAck>("SendFormNote", request);
        var second = await instructor.Connection.InvokeAsync<FormNoteAck>("SendFormNote", request);

        Assert.True(second.Repeated);
        Assert.Equal(first.NoteIds, second.NoteIds);
        Assert.Equal([ben.Id], second.Skipped!);
    }
}
