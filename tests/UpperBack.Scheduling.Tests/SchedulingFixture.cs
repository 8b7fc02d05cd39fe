using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace UpperBack.Scheduling.Tests;

/// <summary>A server, an instructor and the calls of Scheduling's API; answers are read as the JSON that is on
/// the wire.</summary>
public sealed class SchedulingFixture : IAsyncLifetime
{
    /// <summary>Names of collections: their classes share a server.</summary>
    public const string Bookings = "bookings";

    public const string Leading = "leading";

    public const string Progress = "progress";

    public const string Sessions = "sessions";

    public UpperBackServer Server { get; private set; } = null!;

    public TestMember Asha { get; private set; } = null!;

    public async Task InitializeAsync() =>
        await UseAsync(await UpperBackServer.StartAsync(null, "--Scheduling:PlanEverySeconds", "1"));

    /// <summary>Speaks to a server that somebody else started.</summary>
    public async Task UseAsync(UpperBackServer server)
    {
        Server = server;
        Asha = await Server.SignInAsync("Asha", "Asia/Kolkata", Roles.Instructor);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>A single session that begins in an hour; some of its fields replaced.</summary>
    public async Task<string> PlanSessionAsync(int coachedSeats = 2, params (string Field, JsonNode? Value)[] fields)
    {
        var (status, body) = await PostAsync(
            Asha,
            "sessions",
            SessionRequest([("coachedSeats", coachedSeats), .. fields])
        );
        Assert.Equal(HttpStatusCode.Created, status);
        return (string)body["sessionId"]!;
    }

    public JsonObject SessionRequest(params (string Field, JsonNode? Value)[] fields) =>
        With(
            new JsonObject
            {
                ["title"] = "Morning class",
                ["programme"] = "upper-back-12-weeks",
                ["week"] = 1,
                ["startsAt"] = Server.Clock.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
                ["timeZone"] = "Asia/Kolkata",
                ["coachedSeats"] = 2,
            },
            fields
        );

    public JsonObject SeriesRequest(params (string Field, JsonNode? Value)[] fields) =>
        With(
            new JsonObject
            {
                ["title"] = "Every morning",
                ["programme"] = "upper-back-12-weeks",
                ["startDate"] = Today(-14),
                ["localTime"] = "06:30",
                ["timeZone"] = "Asia/Kolkata",
                ["rule"] = "FREQ=DAILY",
                ["coachedSeats"] = 20,
            },
            fields
        );

    /// <summary>A day in Kolkata, so many days from today.</summary>
    public string Today(int days = 0) =>
        Server.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(5.5)).AddDays(days).ToString("yyyy-MM-dd", null);

    public static async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(TestMember who, string path)
    {
        using var response = await who.Http.GetAsync("/api/scheduling/" + path);
        return await ReadAsync(response);
    }

    public static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(
        TestMember who,
        string path,
        JsonNode? body = null
    )
    {
        using var response = await who.Http.PostAsync(
            "/api/scheduling/" + path,
            body is null ? null : JsonContent.Create(body)
        );
        return await ReadAsync(response);
    }

    public static async Task<(HttpStatusCode Status, JsonNode Body)> DeleteAsync(TestMember who, string path)
    {
        using var response = await who.Http.DeleteAsync("/api/scheduling/" + path);
        return await ReadAsync(response);
    }

    /// <summary>Requires a refusal whose texts, for people or for developers, contain <paramref
    /// name="text"/>.</summary>
    public static async Task RefusedAsync(
        Task<(HttpStatusCode Status, JsonNode Body)> call,
        HttpStatusCode status,
        string code,
        string? text = null
    )
    {
        var (actual, problem) = await call;
        Assert.True(status == actual, $"{actual}: {problem.ToJsonString()}");
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal($"urn:upperback:problem:{code}", (string?)problem["type"]);
        Assert.Contains(text ?? "", TextsOf(problem), StringComparison.Ordinal);
    }

    /// <summary>A problem's sentence for people, and what it says of each field after its name.</summary>
    public static string TextsOf(JsonNode problem) =>
        string.Join(
            '\n',
            (problem["errors"]?.AsObject() ?? [])
                .SelectMany(field => field.Value!.AsArray().Select(error => $"{field.Key}: {error}"))
                .Prepend((string?)problem["detail"])
        );

    private static JsonObject With(JsonObject body, IEnumerable<(string Field, JsonNode? Value)> fields)
    {
        foreach (var (field, value) in fields)
            body[field] = value;
        return body;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}

[CollectionDefinition(SchedulingFixture.Bookings)]
public sealed class BookingsServer : ICollectionFixture<SchedulingFixture>;

[CollectionDefinition(SchedulingFixture.Leading)]
public sealed class LeadingServer : ICollectionFixture<SchedulingFixture>;

[CollectionDefinition(SchedulingFixture.Progress)]
public sealed class ProgressServer : ICollectionFixture<SchedulingFixture>;

[CollectionDefinition(SchedulingFixture.Sessions)]
public sealed class SessionsServer : ICollectionFixture<SchedulingFixture>;
