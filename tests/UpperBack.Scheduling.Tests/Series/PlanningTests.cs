using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Series;

public class PlanningTests
{
    [Fact]
    public async Task SessionsArePlannedAheadAsDaysGoByAndOnceOnlyAcrossRestarts()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-test-").FullName;
        string[] settings = ["--Scheduling:PlanEverySeconds", "1", "--Scheduling:HorizonDays", "28"];
        try
        {
            string seriesId;
            await using (var server = await UpperBackServer.StartAsync(folder, settings))
            {
                var asha = await server.SignInAsync("Asha", "Etc/UTC", Roles.Instructor);
                var (status, series) = await PostAsync(
                    asha,
                    "series",
                    new System.Text.Json.Nodes.JsonObject
                    {
                        ["title"] = "Every morning",
                        ["programme"] = "upper-back-12-weeks",
                        ["startDate"] = server.Clock.GetUtcNow().ToString("yyyy-MM-dd", null),
                        ["localTime"] = "06:30",
                        ["timeZone"] = "Etc/UTC",
                        ["rule"] = "FREQ=DAILY",
                        ["coachedSeats"] = 5,
                    }
                );
                Assert.Equal(HttpStatusCode.Created, status);
                seriesId = (string)series["seriesId"]!;
                Assert.Equal(29, (await DaysOfAsync(server, asha, seriesId)).Count);

                server.Clock.Advance(TimeSpan.FromDays(10));
                await Eventually.Is(() => DaysOfAsync(server, asha, seriesId), days => days.Count == 39);
            }

            await using (var server = await UpperBackServer.StartAsync(folder, settings))
            {
                server.Clock.Advance(TimeSpan.FromDays(12));
                var asha = await server.SignInAsync("Asha", "Etc/UTC", Roles.Instructor);
                var days = await Eventually.Is(() => DaysOfAsync(server, asha, seriesId), days => days.Count == 41);
                Assert.Equal(days.Distinct().Order(), days);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<string?>> DaysOfAsync(UpperBackServer server, TestMember who, string seriesId)
    {
        var now = server.Clock.GetUtcNow();
        var (_, timetable) = await GetAsync(
            who,
            $"sessions?from={now.AddDays(-20):yyyy-MM-dd'T'HH:mm:ss'Z'}&to={now.AddDays(50):yyyy-MM-dd'T'HH:mm:ss'Z'}"
        );
        return
        [
            .. timetable["sessions"]!
                .AsArray()
                .Where(session => (string?)session!["seriesId"] == seriesId)
                .Select(session => (string?)session!["localDate"]),
        ];
    }
}
