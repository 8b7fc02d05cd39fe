using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace UpperBack.Streaming.Tests;

/// <summary>A real server, and classes on it that are planned as Scheduling would plan them.</summary>
public sealed class StreamingFixture : IAsyncLifetime
{
    public UpperBackServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await UpperBackServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>A class that starts in a moment, unless told when, with its instructor.</summary>
    public Task<PlannedClass> PlanAsync(TimeSpan startsIn = default) => PlanOnAsync(Server, startsIn);

    /// <summary>A stream whose first two seconds have come.</summary>
    internal async Task<(PlannedClass Planned, HttpEncoder Encoder, IReadOnlyList<byte[]> Fragments)> GoLiveAsync()
    {
        var planned = await PlanAsync();
        var (header, fragments) = Clips.Split(Ffmpeg.Clip(7));
        var encoder = HttpEncoder.Start(Server.Address, (await planned.MakeKeyAsync()).Key);
        await encoder.SendAsync(header, fragments[0]);
        await planned.UntilAsync("live");
        return (planned, encoder, fragments);
    }

    /// <summary>A class whose video is recorded and over.</summary>
    public async Task<PlannedClass> RecordAsync()
    {
        var planned = await PlanAsync();
        await planned.StreamAsync(Ffmpeg.Clip(7));
        await planned.UntilAsync("ended");
        return planned;
    }

    /// <summary>A class on any server.</summary>
    public static async Task<PlannedClass> PlanOnAsync(UpperBackServer server, TimeSpan startsIn = default)
    {
        var instructor = await server.SignInAsync("Meera", "Asia/Kolkata", Roles.Instructor);
        var session = SessionId.New();
        await server.PublishAsync(Plan(server, session, instructor, startsIn));
        var planned = new PlannedClass(server, session, instructor);
        await Eventually.Is(
            async () => (await instructor.Http.GetAsync(planned.Api())).StatusCode,
            status => status == HttpStatusCode.OK
        );
        return planned;
    }

    public static SessionChanged Plan(
        UpperBackServer server,
        SessionId session,
        TestMember instructor,
        TimeSpan startsIn = default,
        long revision = 1,
        bool cancelled = false
    )
    {
        var startsAt = server.Clock.GetUtcNow() + startsIn;
        return new SessionChanged(
            session,
            null,
            revision,
            "Morning class",
            startsAt,
            startsAt.AddMinutes(30),
            "Asia/Kolkata",
            cancelled,
            instructor.Id,
            [],
            new RunSheet([]),
            server.Clock.GetUtcNow()
        );
    }
}

/// <summary>A planned class and who leads it.</summary>
public sealed record PlannedClass(UpperBackServer Server, SessionId Session, TestMember Instructor)
{
    /// <summary>Address of something of its stream.</summary>
    public string Api(string rest = "") => $"/api/streaming/sessions/{Session}{rest}";

    /// <summary>Where its first recording is on disk.</summary>
    public string RecordingFolder => Path.Combine(Server.DataFolder, "recordings", Session.ToString(), "1");

    /// <summary>The stream as clients see it.</summary>
    public Task<JsonElement> ReadAsync() => Instructor.GetAsync(Api());

    public async Task<string> StatusAsync() => (await ReadAsync()).GetProperty("status").GetString()!;

    public Task UntilAsync(string status) => Eventually.Is(StatusAsync, seen => seen == status);

    /// <summary>A new stream key.</summary>
    public async Task<StreamKeyMade> MakeKeyAsync()
    {
        var made = await Person.ReadAsync(await Instructor.Http.PostAsync(Api("/keys"), null));
        return new(made.GetProperty("keyId").GetString()!, made.GetProperty("key").GetString()!);
    }

    /// <summary>Streams a file whole.</summary>
    public async Task<HttpResponseMessage> PostAsync(string key, byte[] media)
    {
        using var http = Server.Anonymous();
        return await http.SendAsync(Request(key, new ByteArrayContent(media)));
    }

    /// <summary>Streams a file with a new key, and fails when it is refused.</summary>
    public async Task<JsonElement> StreamAsync(byte[] media) =>
        await Person.ReadAsync(await PostAsync((await MakeKeyAsync()).Key, media));

    /// <summary>The gaps of the stream that are stored.</summary>
    public async Task<IReadOnlyList<Gap>> GapsAsync() =>
        await Server
            .Services.GetRequiredService<StreamingDatabase>()
            .QueryAsync<Gap>(
                """
                select from_ms as FromMs, to_ms as ToMs, reason as Reason
                from stream_gaps where session_id = @Session order by from_ms
                """,
                new { Session },
                default
            );

    public static HttpRequestMessage Request(string key, HttpContent content) =>
        new(HttpMethod.Post, "/api/streaming/ingest") { Content = content, Headers = { { "Stream-Key", key } } };

    /// <summary>A viewer with access.</summary>
    public async Task<Viewer> LetInAsync(TestMember? member = null)
    {
        var viewer = member ?? await Server.SignInAsync("Asha");
        var access = await Person.ReadAsync(await viewer.Http.PostAsync(Api("/access"), null));
        var http = Server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            access.GetProperty("token").GetString()
        );
        return new Viewer(viewer, http, $"/media/{Session}/", access);
    }
}

public sealed class Gap
{
    public long FromMs { get; init; }

    public long ToMs { get; init; }

    public string Reason { get; init; } = "";
}

public static class Responses
{
    /// <summary>The catalogued code of a refusal.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.False(response.IsSuccessStatusCode, $"{(int)response.StatusCode} is no refusal: {body}");
        return JsonDocument.Parse(body).RootElement.GetProperty("code").GetString();
    }
}

public sealed record StreamKeyMade(string Id, string Key);

/// <summary>Somebody who watches.</summary>
/// <param name="Member">Who.</param>
/// <param name="Http">Sends the media token.</param>
/// <param name="Root">Where the session's media is.</param>
/// <param name="Access">The response to their request for access.</param>
public sealed record Viewer(TestMember Member, HttpClient Http, string Root, JsonElement Access)
{
    public Task<HttpResponseMessage> GetAsync(string file) => Http.GetAsync(Root + file);

    public async Task<string> ReadAsync(string file) =>
        await (await GetAsync(file)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    public async Task<byte[]> BytesAsync(string file) =>
        await (await GetAsync(file)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();

    public async Task<HttpStatusCode> StatusAsync(string file) => (await GetAsync(file)).StatusCode;

    /// <summary>All that a media playlist names, in its order, as one file.</summary>
    public async Task<byte[]> DownloadAsync(string playlist) =>
        [.. (await DownloadByEncoderSessionAsync(playlist)).SelectMany(encoderSession => encoderSession)];

    /// <summary>All that a media playlist names, as a file for each encoder session.</summary>
    public async Task<IReadOnlyList<byte[]>> DownloadByEncoderSessionAsync(string playlist)
    {
        var folder = playlist[..(playlist.LastIndexOf('/') + 1)];
        var encoderSessions = new List<MemoryStream>();
        foreach (var line in (await ReadAsync(playlist)).Split('\n'))
        {
            var init = line.StartsWith("#EXT-X-MAP:URI=\"", StringComparison.Ordinal) ? line.Split('"')[1] : null;
            if (init is not null)
                encoderSessions.Add(new MemoryStream());
            if ((init ?? (line.EndsWith(".m4s", StringComparison.Ordinal) ? line : null)) is { } name)
                encoderSessions[^1].Write(await BytesAsync(folder + name));
        }

        return [.. encoderSessions.Select(encoderSession => encoderSession.ToArray())];
    }
}
