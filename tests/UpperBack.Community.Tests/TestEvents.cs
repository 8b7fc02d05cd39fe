using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests;

/// <summary>Plays the other services: what Accounts and Live tell Community.</summary>
internal static class TestEvents
{
    /// <summary>What a streak is counted by, unless the settings say otherwise.</summary>
    public static readonly string RuleJson = """
        {"minutes":10,"share":0.5,"daysPerFreeze":7,"mostFreezes":2,"sentences":[
        "7 days in a row earn you a freeze. You can have 2.",
        "If you miss a day, a freeze is used and your streak goes on."]}
        """.ReplaceLineEndings("");

    public static readonly string[] CheckOften = ["--Community:CheckSeconds", "1"];

    /// <summary>A server on whose clock it is 12:00 UTC, so that no midnight of Europe or Asia comes in
    /// between.</summary>
    public static Task<UpperBackServer> StartAtNoonAsync(params string[] settings) =>
        StartAtNoonInAsync(null, settings);

    /// <summary>The same in a folder that the test keeps.</summary>
    public static async Task<UpperBackServer> StartAtNoonInAsync(string? folder, params string[] settings)
    {
        var server = await UpperBackServer.StartAsync(folder, settings);
        var noon = (server.Now().InUtc().Date.PlusDays(1) + new LocalTime(12, 0)).InUtc().ToInstant();
        server.Clock.Advance((noon - server.Now()).ToTimeSpan());
        return server;
    }

    public static Instant Now(this UpperBackServer server) => server.Clock.Now();

    public static CommunityDatabase Database(this UpperBackServer server) =>
        server.Services.GetRequiredService<CommunityDatabase>();

    /// <summary>A time of a day in a zone, counted from the zone's today.</summary>
    public static Instant At(this UpperBackServer server, string zoneId, int day, int hour, int minute = 0)
    {
        var zone = Zones.Get(zoneId);
        return (server.Now().DayIn(zone).PlusDays(day) + new LocalTime(hour, minute)).InZoneLeniently(zone).ToInstant();
    }

    public static AttendanceRecorded Attendance(
        MemberId memberId,
        Instant startedAt,
        int minutes = 25,
        int classMinutes = 45,
        long revision = 1
    ) =>
        new(
            AttendanceId.New(),
            revision,
            SessionId.New(),
            memberId,
            startedAt.ToDateTimeOffset(),
            minutes * 60,
            classMinutes * 60,
            startedAt.ToDateTimeOffset()
        );

    public static ClassEnded Class(Instant startedAt) => SingleClass(startedAt) with { SeriesId = SeriesId.New() };

    public static ClassEnded SingleClass(Instant startedAt) =>
        new(
            SessionId.New(),
            null,
            startedAt.ToDateTimeOffset(),
            (startedAt + Duration.FromMinutes(45)).ToDateTimeOffset()
        );

    public static ViewerOutageDetected Protection(MemberId memberId, ClassEnded held, int minutes = 9) =>
        new(held.SessionId, memberId, held.StartedAt, minutes * 60, held.EndedAt);

    public static MemberChanged Member(
        MemberId memberId,
        string name,
        string zoneId,
        bool onBoards,
        long revision = 2
    ) => new(memberId, revision, name, zoneId, onBoards, [Roles.Member], DateTimeOffset.UnixEpoch);

    /// <summary>Publishes any event under its own type.</summary>
    public static Task PublishAnyAsync(this UpperBackServer server, IIntegrationEvent integrationEvent) =>
        integrationEvent switch
        {
            AttendanceRecorded attendance => server.PublishAsync(attendance),
            ClassEnded held => server.PublishAsync(held),
            ViewerOutageDetected failed => server.PublishAsync(failed),
            MemberChanged member => server.PublishAsync(member),
            _ => throw new ArgumentOutOfRangeException(nameof(integrationEvent)),
        };

    public static async Task<JsonElement> ReadAsync(this TestMember member, string path)
    {
        using var response = await member.Http.GetAsync("/api/community/" + path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    public static Task<JsonElement> EventuallyAsync(
        this TestMember member,
        string path,
        Func<JsonElement, bool> holds
    ) => Eventually.Is(() => member.ReadAsync(path), holds);

    public static int Int(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();

    /// <summary>What Community published the other services of one kind.</summary>
    public static Task<IReadOnlyList<string>> PublishedAsync(this UpperBackServer server, string type) =>
        server
            .Database()
            .QueryAsync<string>("select body from outbox where type = @type order by position", new { type }, default);

    /// <summary>Waits until the ledger holds that many rows.</summary>
    public static async Task LedgerHoldsAsync(this UpperBackServer server, int rows) =>
        await Eventually.Is(
            () => server.Database().QueryFirstOrDefaultAsync<int>("select count(*) from ledger", null, default),
            count => count >= rows
        );
}
