using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

/// <summary>What is left of a class for who took part in it.</summary>
public sealed class SummaryTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Locust = "locust";
    private const string Shrugged = "shrugged-shoulders";

    [Fact]
    public async Task AMembersSummaryTellsWhatWasDoneAndWhatTheyWatchedOfIt()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");
        await instructor.SendNoteAsync(session, "Not for Asha", ben.Id);
        await instructor.SendNoteAsync(session, "Long neck", asha.Id);
        var first = await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(100));
        var second = await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 1));
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(50));
        await client.ReportWatchingAsync(session, second.AtMs - 20_000, second.AtMs + 10_000);
        await instructor.EndClassAsync(session);

        var summary = await asha.GetAsync($"/api/live/sessions/{session}/summary");
        var stranger = await ben.GetAsync($"/api/live/sessions/{session}/summary");

        Assert.Equal("Morning class", summary.GetProperty("title").GetString());
        Assert.InRange(summary.GetProperty("classSeconds").GetInt32(), 150, 155);
        Assert.Equal(30, summary.GetProperty("watchedSeconds").GetInt32());
        var steps = summary.GetProperty("steps");
        Assert.Equal(
            ["index", "exercise", "name", "kind", "side", "startedAtMs", "seconds", "watchedSeconds", "exerciseName"],
            steps[0].EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(first.AtMs, steps[0].GetProperty("startedAtMs").GetInt64());
        Assert.InRange(steps[0].GetProperty("seconds").GetInt32(), 100, 102);
        Assert.Equal([20, 10], steps.EnumerateArray().Select(step => step.GetProperty("watchedSeconds").GetInt32()));
        Assert.Equal(
            "Long neck",
            Assert.Single(summary.GetProperty("notes").EnumerateArray()).GetProperty("text").GetString()
        );
        Assert.Equal(
            "Not for Asha",
            Assert.Single(stranger.GetProperty("notes").EnumerateArray()).GetProperty("text").GetString()
        );
    }

    [Fact]
    public async Task WhoLeftEarlyHasASummarySoFar()
    {
        var (session, instructor) = await fixture.StartClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        var step = await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        await client.ReportWatchingAsync(session, step.AtMs, step.AtMs + 40_000);
        await client.Connection.InvokeAsync("Leave", new LeaveRequest(session, true));

        var summary = await asha.GetAsync($"/api/live/sessions/{session}/summary");
        var mine = (await asha.GetAsync("/api/live/my-classes")).GetProperty("classes").EnumerateArray().First();

        Assert.Equal(
            (JsonValueKind.Null, 40),
            (summary.GetProperty("endedAtMs").ValueKind, summary.GetProperty("watchedSeconds").GetInt32())
        );
        Assert.Equal(
            40,
            Assert.Single(summary.GetProperty("steps").EnumerateArray()).GetProperty("watchedSeconds").GetInt32()
        );
        Assert.Equal(
            (JsonValueKind.Null, 40),
            (mine.GetProperty("endedAt").ValueKind, mine.GetProperty("watchedSeconds").GetInt32())
        );
    }

    [Fact]
    public async Task OnesOwnClassesAreListedNewestFirstAPageAtATimeWithOnesOwnNotes()
    {
        var meera = await fixture.Server.SignInAsync("Meera", "Asia/Kolkata", Roles.Instructor);
        var (asha, ben) = (await fixture.Server.SignInAsync("Asha"), await fixture.Server.SignInAsync("Ben"));
        var taken = new List<SessionId>();
        for (var i = 0; i < 21; i++)
        {
            fixture.Server.Clock.Advance(TimeSpan.FromHours(1));
            var session = await fixture.PlanAsync(meera);
            taken.Add(session);
            await using var lead = await LiveClient.ConnectAsync(fixture.Server, meera);
            await lead.JoinAsync(session);
            await lead.StartClassAsync(session);
            await using var follower = await LiveClient.ConnectAsync(fixture.Server, asha);
            await follower.JoinAsync(session);
            await using var visitor = await LiveClient.ConnectAsync(fixture.Server, ben);
            await visitor.JoinAsync(session);
            await lead.SendNoteAsync(session, $"Long neck {i}", asha.Id);
            await lead.SendNoteAsync(session, "Not for Asha", ben.Id);
            var cue = await lead.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 0));
            fixture.Server.Clock.Advance(TimeSpan.FromSeconds(20));
            await follower.ReportWatchingAsync(session, cue.AtMs, cue.AtMs + 15_000);
            await lead.EndClassAsync(session);
        }

        taken.Reverse();
        var first = await asha.GetAsync("/api/live/my-classes");
        var next = first.GetProperty("next").GetGuid();
        var second = await asha.GetAsync($"/api/live/my-classes?after={next}");

        Assert.Equal(taken.Take(20).Select(session => session.Value), Sessions(first));
        Assert.Equal([taken[20].Value], Sessions(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var oldest = second.GetProperty("classes")[0];
        Assert.Equal(
            ["sessionId", "title", "role", "startedAt", "endedAt", "watchedSeconds", "notes"],
            oldest.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(
            ("participant", 15),
            (oldest.GetProperty("role").GetString(), oldest.GetProperty("watchedSeconds").GetInt32())
        );
        Assert.Equal(
            "Long neck 0",
            Assert.Single(oldest.GetProperty("notes").EnumerateArray()).GetProperty("text").GetString()
        );
        Assert.Empty(Sessions(await ben.GetAsync("/api/live/my-classes")));
        Assert.Equal(
            "instructor",
            (await meera.GetAsync("/api/live/my-classes")).GetProperty("classes")[0].GetProperty("role").GetString()
        );

        static IEnumerable<Guid> Sessions(JsonElement page) =>
            page.GetProperty("classes").EnumerateArray().Select(one => one.GetProperty("sessionId").GetGuid());
    }

    [Fact]
    public async Task TheNoteHistoryIsOfThisWeekAndOfThoseInTheClass()
    {
        var (_, before, earlierLead) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(before, "Asha");
        var (ben, _) = await fixture.JoinAsync(before, "Ben");
        var (cem, _) = await fixture.JoinAsync(before, "Cem");
        await earlierLead.SendNoteAsync(before, "Of old", asha.Id);
        fixture.Server.Clock.Advance(TimeSpan.FromDays(8));
        var (_, yesterday, lead) = await fixture.StartLedClassAsync();
        await using var ashaThen = await LiveClient.ConnectAsync(fixture.Server, asha);
        await ashaThen.JoinAsync(yesterday);
        await using var benThen = await LiveClient.ConnectAsync(fixture.Server, ben);
        await benThen.JoinAsync(yesterday);
        for (var i = 0; i < 21; i++)
        {
            fixture.Server.Clock.Advance(TimeSpan.FromSeconds(1));
            await lead.SendNoteAsync(yesterday, $"Note {i}", asha.Id);
        }

        await lead.SendFaultAsync(yesterday, Locust, Shrugged, ben.Id);
        var (leader, session, today) = await fixture.StartLedClassAsync();
        await fixture.Server.PublishAsync(
            new CoachedSeatChanged(session, ben.Id, 1, SeatStatus.Booked, fixture.Server.Clock.GetUtcNow())
        );
        await using var ashas = await LiveClient.ConnectAsync(fixture.Server, asha);
        await ashas.JoinAsync(session);

        var history = await Eventually.Is(
            () => leader.GetAsync($"/api/live/sessions/{session}/note-history"),
            history => history.GetArrayLength() == 2
        );

        var notes = history
            .EnumerateArray()
            .ToDictionary(member => member.GetProperty("memberId").GetGuid(), member => member.GetProperty("notes"));
        Assert.Equal(new[] { asha.Id.Value, ben.Id.Value }.Order(), notes.Keys.Order());
        Assert.DoesNotContain(cem.Id.Value, notes.Keys);
        Assert.Equal(20, notes[asha.Id.Value].GetArrayLength());
        Assert.Equal("Note 20", notes[asha.Id.Value][0].GetProperty("text").GetString());
        Assert.DoesNotContain("Of old", history.GetRawText(), StringComparison.Ordinal);
        var note = Assert.Single(notes[ben.Id.Value].EnumerateArray());
        Assert.Equal(
            [
                "noteId",
                "sessionId",
                "title",
                "sentAtMs",
                "exercise",
                "fault",
                "text",
                "fromName",
                "seenAtMs",
                "resolvedAtMs",
                "atMs",
                "betterAtMs",
            ],
            note.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(
            (yesterday.Value, "Morning class", Shrugged),
            (
                note.GetProperty("sessionId").GetGuid(),
                note.GetProperty("title").GetString(),
                note.GetProperty("fault").GetString()
            )
        );
        await today.DisposeAsync();
    }
}
