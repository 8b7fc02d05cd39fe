using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>Notes that a leader keeps to send again.</summary>
public sealed class NoteTemplateTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task TemplatesAreALeadersOwnListInItsOrder()
    {
        var meera = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var other = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        Assert.Equal("""{"templates":[]}""", (await meera.GetAsync("/api/live/note-templates")).GetRawText());

        var stored = await meera.Http.PutAsJsonAsync(
            "/api/live/note-templates",
            new { templates = new[] { new { text = "{name}, slower" }, new { text = "Breathe" } } }
        );

        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal(
            """{"templates":[{"text":"{name}, slower"},{"text":"Breathe"}]}""",
            (await meera.GetAsync("/api/live/note-templates")).GetRawText()
        );
        Assert.Equal("""{"templates":[]}""", (await other.GetAsync("/api/live/note-templates")).GetRawText());
    }

    [Theory]
    [InlineData(31, "Breathe", "at most 30 templates")]
    [InlineData(1, " ", "The template is missing")]
    [InlineData(1, "{nmae}", "{nmae} cannot be filled in")]
    public async Task TemplatesThatMakeNoSenseAreRefused(int count, string text, string words)
    {
        var meera = await fixture.Server.SignInAsync("Meera", roles: Roles.Instructor);

        var refused = await meera.Http.PutAsJsonAsync(
            "/api/live/note-templates",
            new { templates = Enumerable.Repeat(new { text }, count) }
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(
            words,
            JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AFaultSuppliesTheWordsOfItsCorrection()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");

        await instructor.Connection.InvokeAsync<FormNoteAck>(
            "SendFormNote",
            new SendFormNoteRequest(session, "n1", [asha.Id], null, "locust", "shrugged-shoulders")
        );
        var again = await instructor.Connection.InvokeAsync<FormNoteAck>(
            "SendFormNote",
            new SendFormNoteRequest(session, "n1", [asha.Id], null, "locust", "shrugged-shoulders")
        );

        await Eventually.Is(() => client.FormNotes.Count == 1);
        Assert.True(again.Repeated);
        Assert.Equal("Slide the shoulder blades down.", client.FormNotes.Single().Text);
        Assert.True(client.FormNotes.Single().FromFault);
    }

    [Fact]
    public async Task AnUnknownPlaceholderIsRefusedAndTheKnownOnesAreNamed()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha Rao");

        var refusal = await LiveFixture.NoteRefusalAsync(
            instructor,
            new(session, "1", [asha.Id], "{first}, shoulders down")
        );
        await instructor.SendNoteAsync(session, "{name}, shoulders down", asha.Id);

        Assert.Contains("{first} cannot be filled in: there are {name}, {exercise} and {side}", refusal);
        await Eventually.Is(() => ashas.FormNotes.Count == 1);
        Assert.Equal("Asha, shoulders down", ashas.FormNotes.Single().Text);
    }

    [Fact]
    public async Task WithoutANamedExerciseTheStepThatIsOnNamesIt()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        Assert.Contains(
            "name it yourself",
            await LiveFixture.NoteRefusalAsync(instructor, new(session, "1", [asha.Id], "In {exercise} breathe"))
        );
        await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 1));

        await instructor.SendNoteAsync(session, "In {exercise} breathe", asha.Id);

        await Eventually.Is(() => ashas.FormNotes.Count == 1);
        Assert.Equal("In Locust breathe", ashas.FormNotes.Single().Text);
    }
}
