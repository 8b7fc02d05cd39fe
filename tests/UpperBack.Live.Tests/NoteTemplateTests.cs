using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using UpperBack.Contracts;
using UpperBack.Testing;

namespace UpperBack.Live.Tests;

/// <summary>Notes that a leader keeps to send again.</summary>
public sealed class NoteTemplateTests(LiveStage stage) : IClassFixture<LiveStage>
{
    [Fact]
    public async Task TemplatesAreALeadersOwnListInItsOrder()
    {
        var meera = await stage.Server.SignInAsync("Meera", roles: Roles.Instructor);
        var other = await stage.Server.SignInAsync("Cleo", roles: Roles.Coach);
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
        var meera = await stage.Server.SignInAsync("Meera", roles: Roles.Instructor);

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
}
