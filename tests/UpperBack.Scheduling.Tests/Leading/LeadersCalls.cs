using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Leading;

/// <summary>Choosing leaders over HTTP.</summary>
internal static class LeadersCalls
{
    public static async Task<(TestMember Ivo, TestMember Cleo)> PeopleAsync(this SchedulingFixture fixture) =>
        (
            await fixture.Server.SignInAsync("Ivo", "Europe/Berlin", Roles.Instructor),
            await fixture.Server.SignInAsync("Cleo", "Europe/Berlin", Roles.Coach)
        );

    public static async Task<(string? Instructor, bool HasOwn, int Coaches)> LedAsync(
        this SchedulingFixture fixture,
        string session
    )
    {
        var (_, seen) = await GetAsync(fixture.Asha, $"sessions/{session}");
        return ((string?)seen["instructorName"], (bool)seen["hasOwnLeaders"]!, seen["coachIds"]!.AsArray().Count);
    }

    public static async Task<(HttpStatusCode Status, JsonNode Body)> LeadAsync(
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

    public static IEnumerable<string?> Names(JsonNode led) =>
        led["coaches"]!.AsArray().Select(coach => (string?)coach!["displayName"]);
}
