using System.Text;
using UpperBack.Contracts.Live;
using UpperBack.Live.Tests.Mirror;

namespace UpperBack.Live.Tests.Reports;

/// <summary>What is told of the mirror afterwards: to the leaders, and to each member of
/// themselves.</summary>
public sealed class MirrorReportTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task TheReportCountsLooksNotesAndBetterAndBeginsWithWhomNobodyLookedAt()
    {
        var cleo = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var (meera, session, instructor) = await fixture.StartLedClassAsync(cleo);
        var (asha, ashas) = await fixture.JoinAsync(session, "Asha");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");
        var (cem, _) = await fixture.JoinAsync(session, "Cem");
        var mirror = new MirrorRecord(fixture, session);
        await mirror.ShareAsync(asha, 0, 60);
        await mirror.ShareAsync(asha, 50, 90);
        await mirror.ShareAsync(ben, 0, null);
        await mirror.WatchAsync(meera, 0, null);
        await mirror.LookAsync(meera, asha, 10, 22);
        await mirror.LookAsync(cleo, asha, 15, 25);
        var note = (await instructor.SendNoteAsync(session, "Long neck", asha.Id)).NoteIds.Single();
        await instructor.SendNoteAsync(session, "Softer", asha.Id);
        await instructor.SendNoteAsync(session, "Not seen, but noted", cem.Id);
        await ashas.MarkNoteAsync(session, note, FormNoteMarks.Better);
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(120));
        await instructor.EndClassAsync(session);

        var report = await meera.GetAsync($"/api/live/sessions/{session}/report");
        var members = report.GetProperty("mirror");
        var bens = members[0].GetProperty("sharedSeconds").GetInt32();
        Assert.InRange(bens, 120, 150);
        Assert.Equal(
            $$"""
            [{"memberId":"{{ben.Id}}","displayName":"Ben","sharedSeconds":{{bens}},"looks":0,"lookedSeconds":0,
            "notes":0,"better":0},{"memberId":"{{asha.Id}}","displayName":"Asha","sharedSeconds":90,"looks":2,
            "lookedSeconds":15,"notes":2,"better":1}]
            """.ReplaceLineEndings(""),
            members.GetRawText()
        );

        using var file = await meera.Http.GetAsync($"/api/live/sessions/{session}/report/mirror.csv");
        Assert.Equal(
            $"""
            member,shared_seconds,looks,looked_at_seconds,notes,better,member_id
            Ben,{bens},0,0,0,0,{ben.Id}
            Asha,90,2,15,2,1,{asha.Id}

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString((await file.Content.ReadAsByteArrayAsync()).AsSpan(3))
        );
    }

    [Fact]
    public async Task AClassInWhichNobodyShowedThemselvesHasNothingToTell()
    {
        var (meera, session, _) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        await new MirrorRecord(fixture, session).WatchAsync(meera, 0, null);

        Assert.Empty(
            (await meera.GetAsync($"/api/live/sessions/{session}/report")).GetProperty("mirror").EnumerateArray()
        );
        Assert.Equal(JsonValueKind.Null, (await OwnAsync(asha, session)).ValueKind);
    }

    [Fact]
    public async Task AMemberReadsWhoSawThemAndWhenAndNothingOfOthers()
    {
        var cleo = await fixture.Server.SignInAsync("Cleo", roles: Roles.Coach);
        var late = await fixture.Server.SignInAsync("Lena", roles: Roles.Coach);
        var (meera, session, instructor) = await fixture.StartLedClassAsync(cleo, late);
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");
        var mirror = new MirrorRecord(fixture, session);
        await mirror.KnowsAsync(cleo, meera);
        await mirror.ShareAsync(asha, 0, 40);
        await mirror.ShareAsync(ben, 0, 90);
        await mirror.WatchAsync(cleo, 5, null);
        await mirror.WatchAsync(meera, 0, 10);
        await mirror.WatchAsync(meera, 20, 90);
        await mirror.WatchAsync(late, 40, 90);
        await mirror.LookAsync(cleo, asha, 30, null);
        await mirror.LookAsync(meera, asha, 2, 9);
        await mirror.LookAsync(meera, ben, 22, 30);

        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(60));
        var (from, to, open) = (mirror.MsAt(2), mirror.MsAt(9), mirror.MsAt(30));
        Assert.Equal(
            $$"""
            {"sharedSeconds":40,"watchers":["Meera","Cleo"],"looks":[
            {"leaderName":"Meera","beganAtMs":{{from}},"endedAtMs":{{to}}},
            {"leaderName":"Cleo","beganAtMs":{{open}},"endedAtMs":null}]}
            """.ReplaceLineEndings(""),
            (await OwnAsync(asha, session)).GetRawText()
        );

        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(120));
        await instructor.EndClassAsync(session);

        var after = (await OwnAsync(asha, session)).GetProperty("looks")[1].GetProperty("endedAtMs").GetInt64();
        Assert.InRange(after, mirror.MsAt(180), mirror.MsAt(210));
        Assert.Equal(["Meera"], Looks(await OwnAsync(ben, session)));
    }

    [Fact]
    public async Task ALookWhoseNodeDiedEndsWhenThatLeaderLooksAgain()
    {
        var (meera, session, instructor) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var (ben, _) = await fixture.JoinAsync(session, "Ben");
        var mirror = new MirrorRecord(fixture, session);
        await mirror.ShareAsync(asha, 0, null);
        await mirror.ShareAsync(asha, 30, 50);
        await mirror.LookAsync(meera, asha, 10, null);
        await mirror.LookAsync(meera, ben, 33, 40);
        await instructor.EndClassAsync(session);

        var own = await OwnAsync(asha, session);
        Assert.Equal(50, own.GetProperty("sharedSeconds").GetInt32());
        Assert.Equal(mirror.MsAt(33), own.GetProperty("looks")[0].GetProperty("endedAtMs").GetInt64());
    }

    [Fact]
    public async Task WhoWasTakenOutStillReadsWhoSawThem()
    {
        var (meera, session, instructor) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var mirror = new MirrorRecord(fixture, session);
        await mirror.ShareAsync(asha, 0, 20);
        await mirror.LookAsync(meera, asha, 5, 9);
        await instructor.RemoveAsync(session, asha.Id);

        Assert.Equal(["Meera"], Looks(await OwnAsync(asha, session)));
    }

    [Fact]
    public async Task WhatHappensOnTheWallIsWhatIsTold()
    {
        var ada = await fixture.Server.SignInAsync("Ada", roles: Roles.Admin);
        var scene = await MirrorScene.MakeAsync(fixture);
        await new MirrorRecord(fixture, scene.Session).KnowsAsync(scene.Coach);
        var asha = await scene.ShareAsync("Asha");
        var coach = await scene.WatchAsync(scene.Coach);
        await coach.LookAsync((await coach.TileOfAsync(asha.Member)).Tile);
        await Eventually.Is(() => asha.Lookers.Count == 1);
        Assert.Equal(JsonValueKind.Null, (await LookAsync()).GetProperty("endedAtMs").ValueKind);

        await coach.DisposeAsync();
        await asha.DisposeAsync();
        await Eventually.Is(
            async () => (await LookAsync()).GetProperty("endedAtMs").ValueKind,
            kind => kind == JsonValueKind.Number
        );

        var own = await OwnAsync(asha.Member, scene.Session);
        Assert.Equal("Cleo", Assert.Single(own.GetProperty("watchers").EnumerateArray()).GetString());
        Assert.Equal(["Cleo"], Looks(own));
        var report = await scene.Instructor.GetAsync($"/api/live/sessions/{scene.Session}/report");
        var member = Assert.Single(report.GetProperty("mirror").EnumerateArray());
        Assert.Equal(
            (asha.Member.Id.Value, 1),
            (member.GetProperty("memberId").GetGuid(), member.GetProperty("looks").GetInt32())
        );
        var entries = await Eventually.Is(
            async () =>
                (await ada.GetAsync($"/api/live/sessions/{scene.Session}/mirror-audit"))
                    .GetProperty("entries")
                    .EnumerateArray()
                    .ToArray(),
            entries => entries.All(entry => entry.GetProperty("endedAt").ValueKind == JsonValueKind.String)
        );
        Assert.Equal(
            ["shared", "watched", "looked-in"],
            entries.Select(entry => entry.GetProperty("kind").GetString())
        );

        async Task<JsonElement> LookAsync() =>
            Assert.Single((await OwnAsync(asha.Member, scene.Session)).GetProperty("looks").EnumerateArray());
    }

    [Fact]
    public async Task OnlyTheLeadersOfAClassReadItsTableOfLooks()
    {
        var (meera, session, _) = await fixture.StartLedClassAsync();
        var (asha, _) = await fixture.JoinAsync(session, "Asha");
        var (elsewhere, _, _) = await fixture.StartLedClassAsync();

        foreach (
            var (reader, status) in new[]
            {
                (meera, HttpStatusCode.OK),
                (asha, HttpStatusCode.Forbidden),
                (elsewhere, HttpStatusCode.Forbidden),
            }
        )
        {
            using var answer = await reader.Http.GetAsync($"/api/live/sessions/{session}/report/mirror.csv");
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static async Task<JsonElement> OwnAsync(TestMember member, SessionId session) =>
        (await member.GetAsync($"/api/live/sessions/{session}/summary")).GetProperty("mirror");

    private static IEnumerable<string?> Looks(JsonElement own) =>
        own.GetProperty("looks").EnumerateArray().Select(look => look.GetProperty("leaderName").GetString());
}
