using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using UpperBack.Contracts.Live;

namespace UpperBack.Live.Tests;

public sealed class ReportTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Locust = "locust";
    private const string Shrugged = "shrugged-shoulders";

    [Fact]
    public async Task TheReportTellsWhoStayedWhatWasNotedAndWhatWasLiked()
    {
        var (meera, session, instructor) = await fixture.StartLedClassAsync();
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        var (ben, bens) = await fixture.JoinAsync(session, "Ben");
        var note = (await instructor.SendFaultAsync(session, Locust, Shrugged, asha.Id)).NoteIds.Single();
        await instructor.SendFaultAsync(session, Locust, Shrugged, ben.Id, asha.Id);
        await instructor.SendNoteAsync(session, "Well done", ben.Id);
        await ashas.MarkNoteAsync(session, note, FormNoteMarks.Better);
        await ReactAsync(ashas, session, "smile");
        var step = await instructor.SendCueAsync(session, new CueContent(CueKinds.Step, StepIndex: 1));
        await Eventually.Is(() => bens.Cues.Count == 2);
        await ReactAsync(ashas, session, "heart");
        await ReactAsync(bens, session, "heart");
        await ReactAsync(bens, session, "fire");
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(150));
        await ashas.ReportWatchingAsync(session, step.AtMs, step.AtMs + 110_000);
        await bens.ReportWatchingAsync(session, step.AtMs, step.AtMs + 50_000);

        var report = await Eventually.Is(
            () => meera.GetAsync($"/api/live/sessions/{session}/report"),
            report => report.GetProperty("reactions").GetArrayLength() == 2
        );

        Assert.Equal((2, 2), (report.GetProperty("participants").GetInt32(), report.GetProperty("peak").GetInt32()));
        Assert.Equal(
            [1, 0],
            report.GetProperty("curve").EnumerateArray().Skip(1).Select(point => point.GetProperty("count").GetInt32())
        );
        Assert.Equal(
            """
            [{"exercise":"locust","fault":"shrugged-shoulders","name":"Shrugged shoulders","count":3,"members":2,
            "seen":1,"better":1},{"exercise":null,"fault":null,"name":"Own words","count":1,"members":1,
            "seen":0,"better":0}]
            """.ReplaceLineEndings(""),
            report.GetProperty("notes").GetRawText()
        );
        Assert.Equal(
            """
            [{"stepIndex":null,"name":"Outside the steps","counts":{"smile":1}},
            {"stepIndex":1,"name":"Locust","counts":{"fire":1,"heart":2}}]
            """.ReplaceLineEndings(""),
            report.GetProperty("reactions").GetRawText()
        );
    }

    [Fact]
    public async Task TheLastReactionsAreCountedAlthoughEverybodyHasGone()
    {
        var (meera, session, instructor) = await fixture.StartLedClassAsync();
        await using (
            var client = await LiveClient.ConnectAsync(fixture.Server, await fixture.Server.SignInAsync("Asha"))
        )
        {
            await client.JoinAsync(session);
            await instructor.DisposeAsync();
            await ReactAsync(client, session, "clap");
        }

        await Eventually.Is(
            () => meera.GetAsync($"/api/live/sessions/{session}/report"),
            report => report.GetProperty("reactions").GetArrayLength() == 1
        );
    }

    [Fact]
    public async Task TheTablesOpenInASpreadsheetAndRunNothingThere()
    {
        var (meera, session, instructor) = await fixture.StartLedClassAsync();
        var (mallory, client) = await fixture.JoinAsync(session, "=HYPERLINK(\"http://x\")");
        await instructor.SendNoteAsync(session, "Eyes down, \"softly\"\nand breathe", mallory.Id);
        await instructor.SendNoteAsync(session, "+1", mallory.Id);
        await ReactAsync(client, session, "heart");
        await Eventually.Is(() => instructor.Tallies.Count == 1);

        var (attendance, response) = await DownloadAsync(meera, session, "attendance");
        var (notes, _) = await DownloadAsync(meera, session, "notes");
        var reactions = await Eventually.Is(
            async () => (await DownloadAsync(meera, session, "reactions")).Text,
            text => text.Contains("heart")
        );

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches(@"^attendance-\d{4}-\d\d-\d\d\.csv$", response.Content.Headers.ContentDisposition!.FileName);
        Assert.StartsWith(
            "member,joined_at,watched_seconds,class_seconds,member_id\r\n\"'=HYPERLINK(\"\"http://x\"\")\",",
            attendance
        );
        Assert.Contains("\"Eyes down, \"\"softly\"\"\nand breathe\"", notes);
        Assert.Matches(",\"?'\\+1\"?,", notes);
        Assert.Equal("step,name,reaction,count,exercise\r\n,Outside the steps,heart,1,\r\n", reactions);
    }

    [Fact]
    public async Task WhoTookAnotherNameIsCalledByItEverywhereAndByOneIdInTheTables()
    {
        var (meera, session, instructor) = await fixture.StartLedClassAsync();
        var (asha, client) = await fixture.JoinAsync(session, "Asha");
        await instructor.SendNoteAsync(session, "Long neck", asha.Id);
        await Eventually.Is(() => client.FormNotes.Count == 1);
        await client.MarkNoteAsync(session, client.FormNotes.Single().NoteId, FormNoteMarks.Better);
        await client.Connection.InvokeAsync("RaiseHand", new HandRequest(session));
        await Eventually.Is(() => instructor.Hands?.Hands.Count == 1);

        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(
            new MemberChanged(asha.Id, 2, "Asha Rao", "Europe/Berlin", false, [Roles.Member], now)
        );
        await fixture.Server.PublishAsync(
            new MemberChanged(meera.Id, 2, "Meera Iyer", "Asia/Kolkata", false, [Roles.Member, Roles.Instructor], now)
        );

        // Whoever is in the room hears of it at once; participants of themselves and of leaders.
        await Eventually.Is(() => instructor.Renames.Count == 2 && client.Renames.Count == 2);
        await Eventually.Is(() =>
            instructor.Present.GetValueOrDefault(asha.Id)?.DisplayName == "Asha Rao"
            && instructor.Hands!.Hands.Single().DisplayName == "Asha Rao"
        );
        Assert.Equal("Meera Iyer", (await client.JoinAsync(session)).Leader!.DisplayName);
        await instructor.SendTextAsync(session, "And breathe");
        await Eventually.Is(() =>
            client.Cues.Last().Content.Text == "And breathe" && client.Cues.Last().SentByName == "Meera Iyer"
        );

        // Tokens still hold the old names.
        await using var again = await LiveClient.ConnectAsync(fixture.Server, asha);
        var note = Assert.Single((await again.JoinAsync(session)).FormNotes);
        Assert.Equal(("Asha Rao", "Meera Iyer", "Asha Rao"), (note.ToName, note.FromName, note.BetterBy));
        await Eventually.Is(() => again.Cues.Count == 2);
        Assert.All(again.Cues, cue => Assert.Equal("Meera Iyer", cue.SentByName));
        Assert.Contains(
            $"Asha Rao,",
            (await DownloadAsync(meera, session, "attendance")).Text,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $",{asha.Id}\r\n",
            (await DownloadAsync(meera, session, "attendance")).Text,
            StringComparison.Ordinal
        );
        var row = (await DownloadAsync(meera, session, "notes")).Text.Split("\r\n")[1];
        Assert.Contains(",Asha Rao,Meera Iyer,", row, StringComparison.Ordinal);
        Assert.EndsWith($",{note.NoteId},{asha.Id},{meera.Id}", row, StringComparison.Ordinal);
        var history = await meera.GetAsync($"/api/live/sessions/{session}/note-history");
        Assert.Contains("\"fromName\":\"Meera Iyer\"", history.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyButTheLeadersOfThatSessionReadsItsReport()
    {
        var (_, session, instructor) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        await instructor.SendNoteAsync(session, "Long neck", asha.Id);
        var (leaderElsewhere, _, _) = await fixture.StartLedClassAsync();

        foreach (
            var path in new[]
            {
                "report",
                "report/attendance.csv",
                "report/notes.csv",
                "report/reactions.csv",
                "note-history",
            }
        )
        {
            foreach (var reader in new[] { asha, leaderElsewhere })
            {
                var answer = await reader.Http.GetAsync($"/api/live/sessions/{session}/{path}");
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                Assert.Contains("room.not-leader", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }

            var unknown = await leaderElsewhere.Http.GetAsync(
                $"/api/live/sessions/{new SessionId(Guid.NewGuid())}/{path}"
            );
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }

        Assert.Empty(
            (await leaderElsewhere.GetAsync($"/api/live/sessions/{session}/summary"))
                .GetProperty("notes")
                .EnumerateArray()
        );
    }

    private static Task ReactAsync(LiveClient client, SessionId session, string reaction) =>
        client.Connection.InvokeAsync("React", new ReactRequest(session, reaction));

    private static async Task<(string Text, HttpResponseMessage Response)> DownloadAsync(
        TestMember reader,
        SessionId session,
        string table
    )
    {
        var response = await reader.Http.GetAsync($"/api/live/sessions/{session}/report/{table}.csv");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes.Take(3));
        return (Encoding.UTF8.GetString(bytes.AsSpan(3)), response);
    }
}
