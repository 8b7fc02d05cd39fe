using System.Globalization;
using System.Text.Json.Nodes;
using UpperBack.Scheduling.Tests.Leading;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Sessions;

/// <summary>The timetable is ready in memory, and shows every change at once all the same.</summary>
public class TimetableTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Theory]
    [InlineData("sessions")]
    [InlineData("sessions?timeZone=Asia/Kolkata")]
    [InlineData("sessions?from=2026-11-23T01:00:00Z")]
    [InlineData("sessions/{session}")]
    [InlineData("bookings")]
    public async Task WhoHasItIsSentNothingButThatItHolds(string path)
    {
        var session = await fixture.PlanSessionAsync();
        var ben = await fixture.Server.SignInAsync("Ben");
        await PostAsync(ben, $"sessions/{session}/booking");
        path = path.Replace("{session}", session, StringComparison.Ordinal);

        var first = await ben.ReadAsync(path);
        Assert.Equal((HttpStatusCode.OK, "no-cache, private"), (first.Status, Caching(first)));
        Assert.StartsWith("W/\"", first.Tag, StringComparison.Ordinal);
        Assert.NotEqual("", first.Body);
        foreach (
            var known in (string[][])
                [
                    [first.Tag!],
                    ["\"other\"", first.Tag!],
                    [first.Tag![2..]],
                    ["*"],
                    [$"\"a\", {first.Tag}"],
                ]
        )
        {
            var again = await ben.ReadAsync(path, known);
            Assert.Equal(
                (HttpStatusCode.NotModified, first.Tag, "", "no-cache, private"),
                (again.Status, again.Tag, again.Body, Caching(again))
            );
            Assert.True(again.Headers.Contains("X-Server-Time"));
        }

        foreach (var other in (string[])["\"other\"", "nonsense", first.Tag![..^2] + "\""])
        {
            var whole = await ben.ReadAsync(path, other);
            Assert.Equal((HttpStatusCode.OK, first.Body), (whole.Status, whole.Body));
        }
    }

    [Fact]
    public async Task WhatSeatsAreLeftIsSeenAtOnceByWhoeverChangedIt()
    {
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        var (ben, cleo, dev) = (
            await fixture.Server.SignInAsync("Ben"),
            await fixture.Server.SignInAsync("Cleo"),
            await fixture.Server.SignInAsync("Dev")
        );
        await ExpectAsync("none 1 0", "none 1 0", "none 1 0");
        await PostAsync(ben, $"sessions/{session}/booking");
        await ExpectAsync("booked 0 0", "none 0 0", "none 0 0");
        await PostAsync(cleo, $"sessions/{session}/booking");
        await PostAsync(dev, $"sessions/{session}/booking");
        await ExpectAsync("booked 0 2", "waitlisted1 0 2", "waitlisted2 0 2");
        await DeleteAsync(cleo, $"sessions/{session}/booking");
        await ExpectAsync("booked 0 1", "none 0 1", "waitlisted1 0 1");
        await DeleteAsync(ben, $"sessions/{session}/booking");
        await ExpectAsync("none 0 0", "none 0 0", "booked 0 0");
        await PostAsync(cleo, $"sessions/{session}/booking");
        await LeadersCalls.LeadAsync(fixture.Asha, $"sessions/{session}", fixture.Asha);
        await DeleteAsync(dev, $"sessions/{session}/booking");
        await ExpectAsync("none 0 0", "booked 0 0", "none 0 0");
        foreach (var one in new[] { ben, cleo, dev, fixture.Asha })
            await one.IsAsReadAnewAsync();

        async Task ExpectAsync(params string[] seats) =>
            Assert.Equal(
                seats,
                (string[])[await ben.SeatsAsync(session), await cleo.SeatsAsync(session), await dev.SeatsAsync(session)]
            );
    }

    [Fact]
    public async Task ATagHoldsUntilTheVeryNextChangeAndOneForEachViewer()
    {
        var session = await fixture.PlanSessionAsync(coachedSeats: 5);
        var (ben, cleo) = (await fixture.Server.SignInAsync("Ben"), await fixture.Server.SignInAsync("Cleo"));
        var (benHas, cleoHas) = (await ben.ReadAsync("sessions"), await cleo.ReadAsync("sessions"));
        Assert.Equal((benHas.Tag, benHas.Body), (cleoHas.Tag, cleoHas.Body));

        await PostAsync(ben, $"sessions/{session}/booking");
        foreach (var (who, had) in new[] { (ben, benHas), (cleo, cleoHas) })
            Assert.Equal(HttpStatusCode.OK, (await who.ReadAsync("sessions", had.Tag!)).Status);
        (benHas, cleoHas) = (await ben.ReadAsync("sessions"), await cleo.ReadAsync("sessions"));
        Assert.NotEqual(benHas.Tag, cleoHas.Tag);
        Assert.Equal("booked 4 0", await ben.SeatsAsync(session));
        Assert.Equal("none 4 0", await cleo.SeatsAsync(session));

        // One browser, two people: what one of them had is not taken for what the other has.
        var others = await cleo.ReadAsync("sessions", benHas.Tag!);
        Assert.Equal((HttpStatusCode.OK, cleoHas.Body), (others.Status, others.Body));
        Assert.Equal(HttpStatusCode.NotModified, (await ben.ReadAsync("sessions", benHas.Tag!)).Status);
    }

    [Fact]
    public async Task EachViewerIsToldTheirOwnAndNobodyElsesHoweverManyAskAtOnce()
    {
        var sessions = new List<string>();
        for (var i = 0; i < 4; i++)
            sessions.Add(await fixture.PlanSessionAsync(coachedSeats: 3));
        var members = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => fixture.Server.SignInAsync($"Member {i}"))
        );
        var random = new Random(20261130);
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(
                members.Select(async member =>
                {
                    int which;
                    bool gives;
                    lock (random)
                        (which, gives) = (random.Next(sessions.Count), random.Next(3) == 0);
                    var path = $"sessions/{sessions[which]}/booking";
                    var (status, body) = gives ? await DeleteAsync(member, path) : await PostAsync(member, path);
                    Assert.True(status is HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.NoContent);

                    // Nobody else changes whether one has a claim; a place in the waitlist moves on by itself.
                    var own = (string?)(await member.SeeAsync(sessions[which]))!["myBooking"]!["status"];
                    Assert.Equal(gives, own == "none");
                    if ((string?)body["status"] == "booked")
                        Assert.Equal("booked", own);
                })
            );
            await Task.WhenAll(members.Select(member => member.IsAsReadAnewAsync()));
        }
    }

    [Fact]
    public async Task WhatBecomesOfASessionIsSeenAtOnce()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var coach = await fixture.Server.SignInAsync("Cleo", "Europe/London", Roles.Coach);
        var ivo = await fixture.Server.SignInAsync("Ivo", "Europe/London", Roles.Instructor);
        await ben.ReadAsync("sessions");
        var session = await fixture.PlanSessionAsync();
        Assert.Equal("planned", (string?)(await ben.SeeAsync(session))!["status"]);
        Assert.False((bool)(await coach.SeeAsync(session))!["leads"]!);

        await LeadersCalls.LeadAsync(fixture.Asha, $"sessions/{session}", ivo, coach);
        Assert.Equal("Ivo", (string?)(await ben.SeeAsync(session))!["instructorName"]);
        Assert.True((bool)(await coach.SeeAsync(session))!["leads"]!);
        Assert.True((bool)(await ivo.SeeAsync(session))!["leads"]!);
        Assert.False((bool)(await fixture.Asha.SeeAsync(session))!["leads"]!);

        var now = fixture.Server.Clock.GetUtcNow();
        await fixture.Server.PublishAsync(
            new MemberChanged(ivo.Id, 7, "Ivo Ilić", "Europe/London", false, [Roles.Member, Roles.Instructor], now)
        );
        await SameAsTheSessionAsync("instructorName", "Ivo Ilić");

        var id = SessionId.From(Guid.Parse(session));
        await fixture.Server.PublishAsync(new ClassStarted(id, now));
        await SameAsTheSessionAsync("status", "live");
        await fixture.Server.PublishAsync(new ClassEnded(id, null, now, now.AddMinutes(18)));
        await SameAsTheSessionAsync("status", "ended");

        var cancelled = await fixture.PlanSessionAsync();
        await PostAsync(fixture.Asha, $"sessions/{cancelled}/cancel");
        Assert.Equal("cancelled", (string?)(await ben.SeeAsync(cancelled))!["status"]);
        await ben.IsAsReadAnewAsync();

        // An event comes when it comes; but then everywhere in the same moment.
        async Task SameAsTheSessionAsync(string field, string expected)
        {
            await Eventually.Is(
                () => GetAsync(ben, $"sessions/{session}"),
                answer => (string?)answer.Body[field] == expected
            );
            Assert.Equal(expected, (string?)(await ben.SeeAsync(session))![field]);
        }
    }

    [Fact]
    public async Task EachZoneHasAClockOfItsOwn()
    {
        var session = await fixture.PlanSessionAsync();
        var ben = await fixture.Server.SignInAsync("Ben", "America/Los_Angeles");
        var zones = (string[])["Asia/Kolkata", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati"];
        for (var round = 0; round < 2; round++)
            foreach (var zone in zones)
            {
                var (_, timetable) = await GetAsync(ben, $"sessions?timeZone={zone}");
                Assert.Equal(zone, (string?)timetable["timeZone"]);
                var row = timetable["sessions"]!.AsArray().Single(one => (string?)one!["sessionId"] == session)!;
                var local = TimeZoneInfo.ConvertTime(
                    DateTimeOffset.Parse((string)row["startsAt"]!, null),
                    TimeZoneInfo.FindSystemTimeZoneById(zone)
                );
                Assert.Equal(
                    local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                    (string?)row["localStart"]
                );
            }
    }

    private static string Caching(TimetableCalls.Answer answer) => answer.Headers.GetValues("Cache-Control").Single();
}
