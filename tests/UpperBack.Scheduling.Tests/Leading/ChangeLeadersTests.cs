using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.Leading.LeadersCalls;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Leading;

/// <summary>Leaders who are changed before the class is over.</summary>
[Collection(SchedulingFixture.Leading)]
public class ChangeLeadersTests(SchedulingFixture fixture)
{
    [Fact]
    public async Task AnotherInstructorAndOtherCoachesArePublishedWithAHigherRevisionUntilTheClassIsOver()
    {
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var (ivo, cleo) = await fixture.PeopleAsync();
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

        var published = await recorder.UntilAsync(planned => planned.SessionId == id, 3);
        Assert.Equal(
            [(1L, fixture.Asha.Id, 0), (2L, fixture.Asha.Id, 1), (3L, ivo.Id, 0)],
            published
                .OrderBy(planned => planned.Revision)
                .Select(planned => (planned.Revision, planned.InstructorId, planned.CoachIds.Count))
        );
        Assert.All(published, planned => Assert.False(planned.Cancelled));
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
        var (_, cleo) = await fixture.PeopleAsync();
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
        await using var recorder = await EventRecorder<SessionChanged>.OnAsync(fixture.Server);
        var (ivo, cleo) = await fixture.PeopleAsync();
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
        Assert.Equal(("Ivo", true, 0), await fixture.LedAsync(coming[0]));
        Assert.Equal(("Asha", true, 1), await fixture.LedAsync(coming[1]));
        Assert.Equal(("Asha", false, 1), await fixture.LedAsync(coming[2]));
        var published = await recorder.UntilAsync(
            planned => planned.SeriesId.ToString() == id && planned.CoachIds.Contains(cleo.Id),
            coming.Length - 2
        );
        Assert.All(published, planned => Assert.Equal(2, planned.Revision));
        Assert.Equal((0, 2), Counts(await LeadAsync(fixture.Asha, $"series/{id}", fixture.Asha, cleo)));

        // Chosen to be the series' again, a session follows its series again.
        await LeadAsync(fixture.Asha, $"sessions/{coming[0]}", fixture.Asha, cleo);
        Assert.Equal((coming.Length - 1, 1), Counts(await LeadAsync(fixture.Asha, $"series/{id}", ivo)));
        Assert.Equal(("Ivo", false, 0), await fixture.LedAsync(coming[0]));

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
        var (ivo, _) = await fixture.PeopleAsync();
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
}
