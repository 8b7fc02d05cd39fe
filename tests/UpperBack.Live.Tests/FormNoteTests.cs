using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Testing;

namespace UpperBack.Live.Tests;

public sealed class FormNoteTests(LiveStage stage) : IClassFixture<LiveStage>
{
    private const string Locust = "locust";
    private const string Shrugged = "shrugged-shoulders";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ANoteToACohortReachesThoseWhoShowedTheFaultAndNobodyElse(bool messagePack)
    {
        var (session, instructor) = await stage.StartClassAsync();
        var (asha, ashas) = await stage.JoinAsync(session, "Asha Rao", messagePack);
        var (ben, bens) = await stage.JoinAsync(session, "Ben", messagePack);
        var (cem, cems) = await stage.JoinAsync(session, "Cem", messagePack);
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
        var (session, instructor) = await stage.StartClassAsync();
        var (asha, _) = await stage.JoinAsync(session, "Asha");

        Assert.Contains(
            "Nobody has had a note for this",
            await RefusalAsync(instructor, new(session, "1", [], "Hi", Cohort: new(Locust, Shrugged)))
        );
        Assert.Contains(
            "exclude each other",
            await RefusalAsync(instructor, new(session, "2", [asha.Id], "Hi", Cohort: new(Locust, Shrugged)))
        );
        Assert.Contains(
            "another fault",
            await RefusalAsync(instructor, new(session, "3", [], "Hi", "cat-cow", Shrugged, new(Locust, Shrugged)))
        );
        Assert.Contains("Choose 1 to 50 people", await RefusalAsync(instructor, new(session, "4", [], "Hi")));
    }

    [Fact]
    public async Task WhoWasTakenOutIsNotOfTheCohort()
    {
        var (session, instructor) = await stage.StartClassAsync();
        var (asha, _) = await stage.JoinAsync(session, "Asha");
        var (ben, _) = await stage.JoinAsync(session, "Ben");
        await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id, ben.Id);
        await instructor.RemoveAsync(session, ben.Id);

        Assert.Single((await instructor.SendCohortNoteAsync(session, Locust, Shrugged)).NoteIds);
    }

    [Fact]
    public async Task AnUnknownPlaceholderIsRefusedAndTheKnownOnesAreNamed()
    {
        var (session, instructor) = await stage.StartClassAsync();
        var (asha, ashas) = await stage.JoinAsync(session, "Asha Rao");

        var refusal = await RefusalAsync(instructor, new(session, "1", [asha.Id], "{first}, shoulders down"));
        await instructor.SendNoteAsync(session, "{name}, shoulders down", asha.Id);

        Assert.Contains("{first} cannot be filled in: there are {name}, {exercise} and {side}", refusal);
        await Eventually.Is(() => ashas.FormNotes.Count == 1);
        Assert.Equal("Asha, shoulders down", ashas.FormNotes.Single().Text);
    }

    [Fact]
    public async Task WithoutANamedExerciseTheStepThatIsOnNamesIt()
    {
        var (session, instructor) = await stage.StartClassAsync();
        var (asha, ashas) = await stage.JoinAsync(session, "Asha");
        Assert.Contains(
            "name it yourself",
            await RefusalAsync(instructor, new(session, "1", [asha.Id], "In {exercise} breathe"))
        );
        await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 1));

        await instructor.SendNoteAsync(session, "In {exercise} breathe", asha.Id);

        await Eventually.Is(() => ashas.FormNotes.Count == 1);
        Assert.Equal("In Locust breathe", ashas.FormNotes.Single().Text);
    }

    [Fact]
    public async Task TwoLeadersDoNotNoteTheSameFaultWithinAMinute()
    {
        var (session, instructor, coach) = await StartWithCoachAsync();
        var (asha, ashas) = await stage.JoinAsync(session, "Asha");
        var (ben, bens) = await stage.JoinAsync(session, "Ben");
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

        stage.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null((await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id)).Skipped);
    }

    [Fact]
    public async Task OfLeadersWhoNoteAtTheSameMomentOneDoes()
    {
        var (session, instructor, coach) = await StartWithCoachAsync();
        for (var i = 0; i < 5; i++)
        {
            var (member, _) = await stage.JoinAsync(session, $"Member {i}");
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
        var (session, instructor, coach) = await StartWithCoachAsync();
        var (asha, _) = await stage.JoinAsync(session, "Asha");
        var (ben, _) = await stage.JoinAsync(session, "Ben");
        var (cem, _) = await stage.JoinAsync(session, "Cem");
        await coach.SendFaultAsync(session, Locust, Shrugged, ben.Id);
        var request = new SendFormNoteRequest(session, "once", [cem.Id, ben.Id, asha.Id], null, Locust, Shrugged);

        var first = await instructor.Connection.InvokeAsync<FormNoteAck>("SendFormNote", request);
        var second = await instructor.Connection.InvokeAsync<FormNoteAck>("SendFormNote", request);

        Assert.True(second.Repeated);
        Assert.Equal(first.NoteIds, second.NoteIds);
        Assert.Equal([ben.Id], second.Skipped!);
    }

    [Fact]
    public async Task AMarkReachesItsMemberAndTheLeadersAndNobodyElse()
    {
        var (session, instructor, coach) = await StartWithCoachAsync();
        var (asha, ashas) = await stage.JoinAsync(session, "Asha");
        var (_, bens) = await stage.JoinAsync(session, "Ben", messagePack: true);
        var note = (await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id)).NoteIds.Single();

        var seen = await ashas.MarkNoteAsync(session, note, FormNoteMarks.Seen);
        var better = await coach.MarkNoteAsync(session, note, FormNoteMarks.Better);

        await Eventually.Is(() => new[] { instructor, coach, ashas }.All(client => client.FormNoteChanges.Count == 2));
        Assert.True(seen is { SeenAtMs: not null, ResolvedAtMs: null });
        Assert.Equal("Cleo", better.BetterBy);
        Assert.Equal([seen, better], ashas.FormNoteChanges);
        Assert.Equal(better, Assert.Single((await ashas.JoinAsync(session)).FormNotes));
        Assert.Equal(better, Assert.Single((await instructor.JoinAsync(session)).FormNotes));
        await instructor.SendTextAsync(session, "Go on");
        await Eventually.Is(() => bens.Cues.Count == 2);
        Assert.Empty(bens.FormNoteChanges);
    }

    [Fact]
    public async Task MarkingAgainChangesNothingAndTellsNobody()
    {
        var (session, instructor, coach) = await StartWithCoachAsync();
        var (asha, ashas) = await stage.JoinAsync(session, "Asha");
        var note = (await instructor.SendNoteAsync(session, "Long neck", asha.Id)).NoteIds.Single();

        var first = await ashas.MarkNoteAsync(session, note, FormNoteMarks.Better);
        stage.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var others = new[]
        {
            await ashas.MarkNoteAsync(session, note, FormNoteMarks.Better),
            await ashas.MarkNoteAsync(session, note, FormNoteMarks.Seen),
            await coach.MarkNoteAsync(session, note, FormNoteMarks.Better),
        };

        Assert.True(first is { SeenAtMs: not null, BetterBy: "Asha" });
        Assert.All(others, other => Assert.Equal(first, other));
        await instructor.SendNoteAsync(session, "Last", asha.Id);
        await Eventually.Is(() => ashas.FormNotes.Count == 2);
        Assert.Single(ashas.FormNoteChanges);
    }

    [Fact]
    public async Task NobodyMarksWhatIsNotTheirs()
    {
        var (session, instructor) = await stage.StartClassAsync();
        var (asha, ashas) = await stage.JoinAsync(session, "Asha");
        var (_, bens) = await stage.JoinAsync(session, "Ben");
        var (elsewhere, otherLead) = await stage.StartClassAsync();
        var note = (await instructor.SendNoteAsync(session, "Long neck", asha.Id)).NoteIds.Single();

        Assert.Equal(
            "note.unknown",
            await bens.RefusalOf("MarkFormNote", new MarkFormNoteRequest(session, note, "seen"))
        );
        Assert.Equal(
            "note.unknown",
            await bens.RefusalOf("MarkFormNote", new MarkFormNoteRequest(session, note, "better"))
        );
        Assert.Equal(
            "note.unknown",
            await instructor.RefusalOf("MarkFormNote", new MarkFormNoteRequest(session, note, "seen"))
        );
        Assert.Equal(
            "note.unknown",
            await otherLead.RefusalOf("MarkFormNote", new MarkFormNoteRequest(elsewhere, note, "better"))
        );
        Assert.Equal(
            "note.unknown",
            await ashas.RefusalOf("MarkFormNote", new MarkFormNoteRequest(session, FormNoteId.New(), "seen"))
        );
        Assert.Equal(
            "request.invalid",
            await ashas.RefusalOf("MarkFormNote", new MarkFormNoteRequest(session, note, "read"))
        );
        Assert.True((await ashas.JoinAsync(session)).FormNotes.Single() is { SeenAtMs: null, ResolvedAtMs: null });
    }

    [Fact]
    public async Task ANoteOnTheWireLooksLikeThis()
    {
        var meera = await stage.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await stage.PlanAsync(meera);
        await using var instructor = await LiveClient.ConnectAsync(stage.Server, meera);
        await instructor.JoinAsync(session);
        var (asha, ashas) = await stage.JoinAsync(session, "Asha");
        JsonElement? changed = null;
        await using var raw = new HubConnectionBuilder()
            .WithUrl(new Uri(stage.Server.Address, "/hubs/live?access_token=" + Uri.EscapeDataString(asha.Token)))
            .Build();
        raw.On<JsonElement>("FormNoteChanged", note => changed = note);
        await raw.StartAsync();
        await raw.InvokeAsync("Join", new { sessionId = session });

        var ack = await instructor.Connection.InvokeAsync<JsonElement>(
            "SendFormNote",
            new
            {
                sessionId = session,
                clientNoteId = "n",
                to = new[] { asha.Id },
                exercise = Locust,
                fault = Shrugged,
            }
        );
        var id = ack.GetProperty("noteIds")[0].GetString();
        await raw.InvokeAsync(
            "MarkFormNote",
            new
            {
                sessionId = session,
                noteId = id,
                mark = "better",
            }
        );

        await Eventually.Is(() => changed is not null && ashas.FormNotes.Count == 1);
        var (sentMs, markedMs) = (
            ashas.FormNotes.Single().SentAtMs,
            changed!.Value.GetProperty("resolvedAtMs").GetInt64()
        );
        Assert.Equal($$"""{"noteIds":["{{id}}"],"repeated":false,"skipped":null}""", ack.GetRawText());
        Assert.Equal(
            $$"""
            {"noteId":"{{id}}","sessionId":"{{session}}","to":"{{asha.Id}}","toName":"Asha","fromName":"Meera","text":"Slide the shoulder blades down.","exercise":"locust","fault":"shrugged-shoulders","sentAtMs":{{sentMs}},"seenAtMs":{{markedMs}},"resolvedAtMs":{{markedMs}},"betterBy":"Asha","from":"{{meera.Id}}","fromFault":true}
            """,
            changed!.Value.GetRawText()
        );
    }

    private async Task<(SessionId Session, LiveClient Instructor, LiveClient Coach)> StartWithCoachAsync()
    {
        var cleo = await stage.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var (session, instructor) = await stage.StartClassAsync(cleo);
        var coach = await LiveClient.ConnectAsync(stage.Server, cleo);
        await coach.JoinAsync(session);
        return (session, instructor, coach);
    }

    private static async Task<string> RefusalAsync(LiveClient client, SendFormNoteRequest request) =>
        (await Assert.ThrowsAsync<HubException>(() => client.Connection.InvokeAsync("SendFormNote", request))).Message;
}
