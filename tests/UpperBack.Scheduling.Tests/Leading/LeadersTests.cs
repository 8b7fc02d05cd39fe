using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Leading;

/// <summary>Who leads and who coaches: looked up by name, chosen when planning, changed until the class is
/// over.</summary>
public class LeadersTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public async Task WhoPlansFindsThoseWhoMayLeadOrCoachByNameAlone()
    {
        var tag = Guid.NewGuid().ToString("n")[..8];
        var coach = await fixture.Server.SignInAsync($"Çoach_{tag}", "Europe/Berlin", Roles.Coach);
        var instructor = await fixture.Server.SignInAsync($"Ivo {tag}", "Europe/Berlin", Roles.Instructor);
        var admin = await fixture.Server.SignInAsync($"Ada {tag}", "Europe/Berlin", Roles.Admin);
        await fixture.Server.SignInAsync($"Ben {tag}");

        await FoundAsync($"search={tag}", $"Ada {tag}", $"Ivo {tag}", $"Çoach_{tag}");
        await FoundAsync($"search=çOACH_{tag}", $"Çoach_{tag}");
        await FoundAsync($"search=oach%25{tag}");
        await FoundAsync($"search={tag}&role=instructor", $"Ada {tag}", $"Ivo {tag}");
        var (_, one) = await GetAsync(fixture.Asha, $"leaders?search=Ivo%20{tag}");
        Assert.Equal(
            $$"""{"members":[{"memberId":"{{instructor.Id}}","displayName":"Ivo {{tag}}"}],"hasMore":false}""",
            one.ToJsonString()
        );
        Assert.NotEqual(coach.Id, admin.Id);

        await fixture.Server.PublishAsync(
            new MemberChanged(
                coach.Id,
                2,
                $"Çoach_{tag}",
                "Europe/Berlin",
                false,
                [Roles.Member],
                fixture.Server.Clock.GetUtcNow()
            )
        );
        await FoundAsync($"search={tag}", $"Ada {tag}", $"Ivo {tag}");

        async Task FoundAsync(string query, params string[] names) =>
            await Eventually.Is(
                async () =>
                    (await GetAsync(fixture.Asha, $"leaders?{query}")).Body["members"]!
                        .AsArray()
                        .Select(member => (string?)member!["displayName"])
                        .Order(StringComparer.Ordinal)
                        .ToArray(),
                found => found.SequenceEqual(names.Order(StringComparer.Ordinal))
            );
    }

    [Fact]
    public async Task TheDirectoryIsPagedAndForThoseWhoPlan()
    {
        var tag = Guid.NewGuid().ToString("n")[..8];
        await Task.WhenAll(
            Enumerable
                .Range(0, 21)
                .Select(number => fixture.Server.SignInAsync($"{tag} {number:00}", "Europe/Berlin", Roles.Coach))
        );
        await Eventually.Is(
            async () => (await GetAsync(fixture.Asha, $"leaders?search={tag}&page=2")).Body["members"]!.AsArray().Count,
            count => count == 1
        );
        var (_, first) = await GetAsync(fixture.Asha, $"leaders?search={tag}");
        Assert.Equal((20, true), (first["members"]!.AsArray().Count, (bool)first["hasMore"]!));

        await RefusedAsync(
            GetAsync(await fixture.Server.SignInAsync("Ben"), "leaders"),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
        await RefusedAsync(
            GetAsync(fixture.Asha, "leaders?role=admin"),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "coach or instructor"
        );
        await RefusedAsync(
            GetAsync(fixture.Asha, $"leaders?search={new string('x', 61)}"),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "at most 60"
        );
    }

    [Fact]
    public async Task AClassCanBePlannedForAnotherInstructor()
    {
        var ivo = await fixture.Server.SignInAsync("Ivo", "Europe/Berlin", Roles.Instructor);
        var cleo = await fixture.Server.SignInAsync("Cleo", "Europe/Berlin", Roles.Coach);
        (string, JsonNode?)[] leaders =
        [
            ("instructorId", ivo.Id.ToString()),
            ("coachIds", new JsonArray(cleo.Id.ToString(), fixture.Asha.Id.ToString())),
        ];
        var session = await fixture.PlanSessionAsync(fields: leaders);
        var (status, series) = await PostAsync(
            fixture.Asha,
            "series",
            fixture.SeriesRequest([
                ("instructorId", ivo.Id.ToString()),
                ("coachIds", new JsonArray(cleo.Id.ToString())),
            ])
        );

        var (_, seen) = await GetAsync(cleo, $"sessions/{session}");
        Assert.Equal("Ivo", (string?)seen["instructorName"]);
        Assert.Equal(["Cleo", "Asha"], Names(seen));
        Assert.True((bool)seen["leads"]!);
        Assert.Equal((HttpStatusCode.Created, "Ivo"), (status, (string?)series["instructorName"]));
        Assert.Equal(["Cleo"], Names(series));
    }

    [Fact]
    public async Task AnotherInstructorAndOtherCoachesAreToldWithAHigherRevisionUntilTheClassIsOver()
    {
        await using var overheard = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var (ivo, cleo) = await PeopleAsync();
        var session = await fixture.PlanSessionAsync();
        var id = SessionId.From(Guid.Parse(session));
        var now = fixture.Server.Clock.GetUtcNow();

        var (status, changed) = await LeadAsync(fixture.Asha, $"sessions/{session}", fixture.Asha, cleo);
        Assert.Equal((HttpStatusCode.OK, "Asha"), (status, (string?)changed["instructorName"]));
        Assert.Equal(["Cleo"], Names(changed));
        await LeadAsync(fixture.Asha, $"sessions/{session}", fixture.Asha, cleo);
        await fixture.Server.PublishAsync(new ClassStarted(id, now));
        await Eventually.Is(
            () => GetAsync(fixture.Asha, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "live"
        );
        Assert.Equal(HttpStatusCode.OK, (await LeadAsync(fixture.Asha, $"sessions/{session}", ivo)).Status);

        var told = await overheard.UntilAsync(planned => planned.SessionId == id, 3);
        Assert.Equal(
            [(1L, fixture.Asha.Id, 0), (2L, fixture.Asha.Id, 1), (3L, ivo.Id, 0)],
            told.OrderBy(planned => planned.Revision)
                .Select(planned => (planned.Revision, planned.InstructorId, planned.CoachIds.Count))
        );
        Assert.All(told, planned => Assert.False(planned.Cancelled));
        await RefusedAsync(
            LeadAsync(fixture.Asha, $"sessions/{session}", fixture.Asha),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );

        await fixture.Server.PublishAsync(new ClassEnded(id, null, now, now.AddMinutes(18)));
        await Eventually.Is(
            () => GetAsync(ivo, $"sessions/{session}"),
            answer => (string?)answer.Body["status"] == "ended"
        );
        await RefusedAsync(
            LeadAsync(ivo, $"sessions/{session}", fixture.Asha),
            HttpStatusCode.Conflict,
            "session.closed",
            "over"
        );
    }

    [Fact]
    public async Task WhoComesToLeadGivesTheirSeatToWhoeverWaits()
    {
        var (_, cleo) = await PeopleAsync();
        var ben = await fixture.Server.SignInAsync("Ben");
        var session = await fixture.PlanSessionAsync(coachedSeats: 1);
        await PostAsync(cleo, $"sessions/{session}/booking");
        await PostAsync(ben, $"sessions/{session}/booking");

        await LeadAsync(fixture.Asha, $"sessions/{session}", fixture.Asha, cleo);

        Assert.Equal("none", (string?)(await GetAsync(cleo, $"sessions/{session}")).Body["myBooking"]!["status"]);
        Assert.Equal("booked", (string?)(await GetAsync(ben, $"sessions/{session}")).Body["myBooking"]!["status"]);
    }

    [Fact]
    public async Task ASeriesGetsOtherLeadersForItsComingClassesAndASubstituteStays()
    {
        await using var overheard = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var (ivo, cleo) = await PeopleAsync();
        var (_, series) = await PostAsync(
            fixture.Asha,
            "series",
            fixture.SeriesRequest(("startDate", fixture.Today(-2)), ("rule", "FREQ=DAILY;COUNT=8"))
        );
        var id = (string?)series["seriesId"];
        var coming = await ComingAsync();
        await LeadAsync(fixture.Asha, $"sessions/{coming[0]}", ivo);
        await LeadAsync(fixture.Asha, $"sessions/{coming[1]}", fixture.Asha, ivo);

        var (status, changed) = await LeadAsync(fixture.Asha, $"series/{id}", fixture.Asha, cleo);

        Assert.Equal(
            (HttpStatusCode.OK, coming.Length - 2, 2),
            (status, (int)changed["changed"]!, (int)changed["kept"]!)
        );
        Assert.Equal(["Cleo"], Names(changed["series"]!));
        Assert.Equal(("Ivo", true, 0), await LedAsync(coming[0]));
        Assert.Equal(("Asha", true, 1), await LedAsync(coming[1]));
        Assert.Equal(("Asha", false, 1), await LedAsync(coming[2]));
        var told = await overheard.UntilAsync(
            planned => planned.SeriesId.ToString() == id && planned.CoachIds.Contains(cleo.Id),
            coming.Length - 2
        );
        Assert.All(told, planned => Assert.Equal(2, planned.Revision));
        Assert.Equal((0, 2), Counts(await LeadAsync(fixture.Asha, $"series/{id}", fixture.Asha, cleo)));

        // Chosen to be the series' again, a session follows its series again.
        await LeadAsync(fixture.Asha, $"sessions/{coming[0]}", fixture.Asha, cleo);
        Assert.Equal((coming.Length - 1, 1), Counts(await LeadAsync(fixture.Asha, $"series/{id}", ivo)));
        Assert.Equal(("Ivo", false, 0), await LedAsync(coming[0]));

        await DeleteAsync(ivo, $"series/{id}");
        await RefusedAsync(
            LeadAsync(ivo, $"series/{id}", ivo, cleo),
            HttpStatusCode.Conflict,
            "session.closed",
            "has ended"
        );

        static (int Changed, int Kept) Counts((HttpStatusCode Status, JsonNode Body) answer) =>
            ((int)answer.Body["changed"]!, (int)answer.Body["kept"]!);

        async Task<string[]> ComingAsync()
        {
            var now = fixture.Server.Clock.GetUtcNow();
            var (_, timetable) = await GetAsync(
                fixture.Asha,
                $"sessions?from={now:yyyy-MM-dd'T'HH:mm:ss'Z'}&to={now.AddDays(20):yyyy-MM-dd'T'HH:mm:ss'Z'}"
            );
            return
            [
                .. timetable["sessions"]!
                    .AsArray()
                    .Where(session => (string?)session!["seriesId"] == id)
                    .Select(session => (string)session!["sessionId"]!),
            ];
        }
    }

    [Fact]
    public async Task ASubstitutesClassCanBeTakenBackByTheInstructorOfItsSeries()
    {
        var (ivo, _) = await PeopleAsync();
        var (_, series) = await PostAsync(
            fixture.Asha,
            "series",
            fixture.SeriesRequest(("startDate", fixture.Today(1)), ("rule", "FREQ=DAILY;COUNT=1"))
        );
        var (_, timetable) = await GetAsync(fixture.Asha, "sessions");
        var session = (string?)
            timetable["sessions"]!.AsArray().Single(one => (string?)one!["seriesId"] == (string?)series["seriesId"])![
                "sessionId"
            ];
        await LeadAsync(fixture.Asha, $"sessions/{session}", ivo);

        Assert.True((bool)(await GetAsync(ivo, $"sessions/{session}")).Body["mayChange"]!);
        Assert.True((bool)(await GetAsync(fixture.Asha, $"sessions/{session}")).Body["mayChange"]!);
        Assert.Equal(HttpStatusCode.OK, (await LeadAsync(fixture.Asha, $"sessions/{session}", fixture.Asha)).Status);
        Assert.False((bool)(await GetAsync(ivo, $"sessions/{session}")).Body["mayChange"]!);
    }

    [Fact]
    public async Task OnlyThoseWhoMayAreChosenAndOnlyByThoseWhoMay()
    {
        var (ivo, cleo) = await PeopleAsync();
        var ben = await fixture.Server.SignInAsync("Ben");
        var ada = await fixture.Server.SignInAsync("Ada", "Europe/Berlin", Roles.Admin);
        var session = await fixture.PlanSessionAsync();
        var (_, series) = await PostAsync(
            fixture.Asha,
            "series",
            fixture.SeriesRequest(("startDate", fixture.Today(1)))
        );
        foreach (var path in new[] { $"sessions/{session}", $"series/{(string?)series["seriesId"]}" })
        {
            await WrongAsync("instructorId", "Cleo does not have the role instructor", path, cleo);
            await WrongAsync("coachIds", "Ben has neither the role coach nor instructor", path, fixture.Asha, ben);
            await WrongAsync("coachIds", "cannot also coach it", path, fixture.Asha, fixture.Asha);
            await WrongAsync("coachIds", "chosen twice", path, fixture.Asha, cleo, cleo);
            await RefusedAsync(
                LeadAsync(cleo, path, cleo),
                HttpStatusCode.Forbidden,
                "access.forbidden",
                "Only the instructor"
            );
            await RefusedAsync(
                LeadAsync(ivo, path, ivo),
                HttpStatusCode.Forbidden,
                "access.forbidden",
                "Only the instructor"
            );
            Assert.Equal(HttpStatusCode.OK, (await LeadAsync(ada, path, ivo, cleo)).Status);
        }

        await RefusedAsync(
            LeadAsync(ada, $"sessions/{Guid.NewGuid()}", ivo),
            HttpStatusCode.NotFound,
            "session.unknown"
        );
        await RefusedAsync(
            LeadAsync(ada, $"series/{Guid.NewGuid()}", ivo),
            HttpStatusCode.NotFound,
            "resource.unknown"
        );
        await fixture.Server.PublishAsync(
            new MemberRemovalChanged(
                SessionId.From(Guid.Parse(session)),
                cleo.Id,
                1,
                true,
                fixture.Server.Clock.GetUtcNow()
            )
        );
        await Eventually.Is(
            () => GetAsync(cleo, $"sessions/{session}"),
            answer => (string?)answer.Body["code"] == "room.member-removed"
        );
        await RefusedAsync(
            LeadAsync(ivo, $"sessions/{session}", ivo, cleo),
            HttpStatusCode.Forbidden,
            "room.member-removed",
            "Let them in again"
        );

        async Task WrongAsync(
            string field,
            string sentence,
            string path,
            TestMember instructor,
            params TestMember[] coaches
        )
        {
            var (status, problem) = await LeadAsync(fixture.Asha, path, instructor, coaches);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(
                sentence,
                (string?)Assert.Single(problem["errors"]![field]!.AsArray()),
                StringComparison.Ordinal
            );
        }
    }

    private async Task<(TestMember Ivo, TestMember Cleo)> PeopleAsync() =>
        (
            await fixture.Server.SignInAsync("Ivo", "Europe/Berlin", Roles.Instructor),
            await fixture.Server.SignInAsync("Cleo", "Europe/Berlin", Roles.Coach)
        );

    private async Task<(string? Instructor, bool HasOwn, int Coaches)> LedAsync(string session)
    {
        var (_, seen) = await GetAsync(fixture.Asha, $"sessions/{session}");
        return ((string?)seen["instructorName"], (bool)seen["hasOwnLeaders"]!, seen["coachIds"]!.AsArray().Count);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> LeadAsync(
        TestMember caller,
        string path,
        TestMember instructor,
        params TestMember[] coaches
    )
    {
        using var response = await caller.Http.PutAsJsonAsync(
            $"/api/scheduling/{path}/leaders",
            new { instructorId = instructor.Id, coachIds = coaches.Select(coach => coach.Id.ToString()) }
        );
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static IEnumerable<string?> Names(JsonNode led) =>
        led["coaches"]!.AsArray().Select(coach => (string?)coach!["displayName"]);
}
