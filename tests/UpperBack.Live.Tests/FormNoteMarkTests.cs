using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>What becomes of a form note, and who is shown it.</summary>
public sealed class FormNoteMarkTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Locust = "locust";
    private const string Shrugged = "shrugged-shoulders";

    [Fact]
    public async Task AMarkReachesItsMemberAndTheLeadersAndNobodyElse()
    {
        var (session, instructor, coach) = await fixture.StartWithCoachAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        var (_, bens) = await fixture.JoinAsync(session, "Ben", messagePack: true);
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
        var (session, instructor, coach) = await fixture.StartWithCoachAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        var note = (await instructor.SendNoteAsync(session, "Long neck", asha.Id)).NoteIds.Single();

        var first = await ashas.MarkNoteAsync(session, note, FormNoteMarks.Better);
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(1));
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
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        var (_, bens) = await fixture.JoinAsync(session, "Ben");
        var (elsewhere, otherLead) = await fixture.StartClassAsync();
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
        var meera = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var session = await fixture.PlanAsync(meera);
        await using var instructor = await LiveClient.ConnectAsync(fixture.Server, meera);
        await instructor.JoinAsync(session);
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        JsonElement? changed = null;
        await using var raw = new HubConnectionBuilder()
            .WithUrl(new Uri(fixture.Server.Address, "/hubs/live?access_token=" + Uri.EscapeDataString(asha.Token)))
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
        Assert.Equal($$"""{"noteIds":["{{id}}"],"repeated":false,"skipped":null,"doubled":null}""", ack.GetRawText());
        Assert.Equal(
            $$"""
            {"noteId":"{{id}}","sessionId":"{{session}}","to":"{{asha.Id}}","toName":"Asha","fromName":"Meera",
            "text":"Slide the shoulder blades down.","exercise":"locust","fault":"shrugged-shoulders",
            "sentAtMs":{{sentMs}},"seenAtMs":{{markedMs}},"resolvedAtMs":{{markedMs}},"betterBy":"Asha",
            "from":"{{meera.Id}}","fromFault":true,"atMs":{{sentMs}},"betterAtMs":{{markedMs}}}
            """.ReplaceLineEndings(""),
            changed!.Value.GetRawText()
        );
    }
}
