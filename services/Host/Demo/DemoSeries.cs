using System.Text.Json;
using UpperBack.Live;

namespace UpperBack.Host.Demo;

/// <summary>The demo's series of classes: six weeks of it are over, and the next class has some seats taken.</summary>
internal sealed class DemoSeries(IServiceProvider services, TimeProvider clock)
{
    public const string Programme = "upper-back-12-weeks";
    public const string Zone = "Asia/Kolkata";

    private const string Title = "Morning upper back";
    private const int SeatsTaken = 14;

    /// <summary>Once: a class every weekday since six weeks ago, and the members' past in it.</summary>
    public async Task PlanAsync(DemoPerson instructor, CancellationToken ct)
    {
        var series = await instructor.GetAsync<JsonElement>("/api/scheduling/series", ct);
        if (!series.EnumerateArray().Any(one => one.GetProperty("title").GetString() == Title))
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            await instructor.PostWhenReadyAsync(
                "/api/scheduling/series",
                new
                {
                    title = Title,
                    programme = Programme,
                    startDate = today.AddDays(-42).ToString("O"),
                    localTime = "06:30",
                    timeZone = Zone,
                    rule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
                    coachedSeats = 20,
                    coachIds = new[] { DemoCast.Coach.Id },
                },
                ct
            );
        }

        var members = DemoCast.All.Where(member => member.Diligence > 0).ToArray();
        // The sessions become known to the room one event at a time: a past that is half there would be half a past for
        // ever.
        var past = await CountPastAsync(instructor, ct);
        for (
            var attempt = 0;
            await LiveModule.SeedDemoHistoryAsync(services, DemoCast.Instructor.Id, members, ct) < past
                && attempt < 600;
            attempt++
        )
            await Task.Delay(100, ct);
    }

    /// <summary>Takes some seats of the next class.</summary>
    public static async Task BookSeatsAsync(Uri address, CancellationToken ct)
    {
        foreach (var member in DemoCast.Community.Take(SeatsTaken))
        {
            await using var person = new DemoPerson(member, address);
            await person.SignInAsync(ct);
            var timetable = await person.GetAsync<JsonElement>("/api/scheduling/sessions", ct);
            foreach (var session in timetable.GetProperty("sessions").EnumerateArray().Where(IsPlanned).Take(1))
                await person.BookAsync(SessionId.From(session.GetProperty("sessionId").GetGuid()), ct);
        }
    }

    private async Task<int> CountPastAsync(DemoPerson instructor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var past = await instructor.GetAsync<JsonElement>(
            $"/api/scheduling/sessions?from={now.AddDays(-60).UtcDateTime:O}&to={now.UtcDateTime:O}",
            ct
        );
        return past.GetProperty("sessions")
            .EnumerateArray()
            .Count(session =>
                session.GetProperty("title").GetString() == Title
                && session.GetProperty("status").GetString() != "cancelled"
                && session.GetProperty("endsAt").GetDateTimeOffset() < now
            );
    }

    private static bool IsPlanned(JsonElement session) =>
        session.GetProperty("title").GetString() == Title && session.GetProperty("status").GetString() == "planned";
}
