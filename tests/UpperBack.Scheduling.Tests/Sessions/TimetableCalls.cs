using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Sessions;

/// <summary>Reading the timetable over HTTP.</summary>
internal static class TimetableCalls
{
    /// <summary>An answer of an address that is asked for again and again.</summary>
    /// <param name="Status">200, or 304 when the caller has it.</param>
    /// <param name="Tag">Its ETag.</param>
    /// <param name="Body">What was sent.</param>
    /// <param name="Headers">Of the answer.</param>
    public sealed record Answer(HttpStatusCode Status, string? Tag, string Body, HttpResponseHeaders Headers);

    /// <summary>Reads as a browser does that has something already.</summary>
    public static async Task<Answer> ReadAsync(this TestMember who, string path, params string[] known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/scheduling/" + path);
        if (known.Length > 0)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await who.Http.SendAsync(request);
        return new Answer(
            response.StatusCode,
            response.Headers.ETag?.ToString(),
            await response.Content.ReadAsStringAsync(),
            response.Headers
        );
    }

    /// <summary>What the timetable says of a session to a member.</summary>
    public static async Task<JsonNode?> SeeAsync(this TestMember who, string session) =>
        JsonNode.Parse((await who.ReadAsync("sessions")).Body)!["sessions"]!
            .AsArray()
            .SingleOrDefault(one => (string?)one!["sessionId"] == session);

    /// <summary>The viewer's own, and how many seats are left and claims wait: <c>booked 1 0</c>.</summary>
    public static async Task<string> SeatsAsync(this TestMember who, string session)
    {
        var seen = (await who.SeeAsync(session))!;
        var own = seen["myBooking"]!;
        return $"{own["status"]}{own["position"]} {seen["seatsLeft"]} {seen["waiting"]}";
    }

    /// <summary>Requires that the ready timetable says what each session says of itself, and what a window of the
    /// caller's own says.</summary>
    public static async Task IsAsReadAnewAsync(this TestMember who)
    {
        var sessions = JsonNode.Parse((await who.ReadAsync("sessions")).Body)!["sessions"]!.AsArray();
        foreach (var seen in sessions)
        {
            var (_, itself) = await GetAsync(who, $"sessions/{seen!["sessionId"]}");
            foreach (var (field, value) in seen.AsObject())
                Assert.True(JsonNode.DeepEquals(value, itself[field]), $"{field}: {value}, but {itself[field]}");
        }

        var from = (string)sessions[0]!["startsAt"]!;
        var to = DateTimeOffset.Parse((string)sessions[^1]!["startsAt"]!, null).AddSeconds(1);
        var (_, anew) = await GetAsync(who, $"sessions?from={from}&to={to:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Assert.Equal(sessions.ToJsonString(), anew["sessions"]!.ToJsonString());
    }
}
