using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.Leading.LeadersCalls;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Leading;

/// <summary>Who leads and who coaches: found by name, chosen when planning.</summary>
[Collection(SchedulingFixture.Leading)]
public class LeadersTests(SchedulingFixture fixture)
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
    public async Task OnlyThoseWhoMayAreChosenAndOnlyByThoseWhoMay()
    {
        var (ivo, cleo) = await fixture.PeopleAsync();
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
}
