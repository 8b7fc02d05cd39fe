using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host.Tests.Upgrades;

/// <summary>What a released version left behind is still there with this one: see the README in this folder.</summary>
public sealed class UpgradeTests
{
    // Whom the two events are for that were never sent: see make.mjs.
    private static readonly string[] LateConsumers =
    [
        "live-KeepSessionPlan",
        "scheduling-OnMemberRemoved",
        "streaming-KeepRemoval",
        "streaming-KeepSessionPlan",
    ];

    [Theory]
    [MemberData(nameof(KeptData.All), MemberType = typeof(KeptData))]
    public async Task WhatWasThereIsThere(string version, string provider)
    {
        await using var data = await KeptData.OpenAsync(version, provider);
        await using var server = await data.StartAsync();
        var (meera, asha) = (await SignInAsync(server, "meera"), await SignInAsync(server, "asha"));

        var room = await asha.GetAsync($"/api/live/sessions/{data.Class}");
        Assert.Equal("Upper back, first steps", room.GetProperty("title").GetString());
        Assert.NotEqual(JsonValueKind.Null, room.GetProperty("classEndedAt").ValueKind);

        // Classes from before members could show themselves say nothing of it.
        var planned = await asha.GetAsync($"/api/scheduling/sessions/{data.Class}");
        Assert.Equal("""{"allowed":true,"minimumAge":0}""", planned.GetProperty("mirror").GetRawText());

        var streak = await asha.GetAsync("/api/community/streak");
        Assert.Equal((1, 1), (streak.GetProperty("longest").GetInt32(), streak.GetProperty("keptDays").GetInt32()));

        var notes = await asha.GetAsync($"/api/live/sessions/{data.Class}/form-notes");
        Assert.Contains("Let the left shoulder sink.", notes.GetRawText(), StringComparison.Ordinal);

        var recording = Assert.Single((await meera.GetAsync("/api/streaming/recordings")).EnumerateArray().ToArray());
        Assert.Equal(
            (data.Class.Value, "Upper back, first steps", "ready"),
            (
                recording.GetProperty("sessionId").GetGuid(),
                recording.GetProperty("title").GetString(),
                recording.GetProperty("state").GetString()
            )
        );
    }

    [Theory]
    [MemberData(nameof(KeptData.All), MemberType = typeof(KeptData))]
    public async Task WhatWasNotSentArrivesAndNothingIsAppliedTwice(string version, string provider)
    {
        await using var data = await KeptData.OpenAsync(version, provider);
        var begun = SystemClock.Instance.GetCurrentInstant();
        await using var server = await data.StartAsync();
        var databases = server.Services.GetServices<ServiceDatabase>().ToArray();
        var (meera, ben) = (await SignInAsync(server, "meera"), await SignInAsync(server, "ben"));

        await Eventually.Is(
            async () => (await meera.Http.GetAsync($"/api/live/sessions/{data.PlannedLate}")).StatusCode,
            status => status == HttpStatusCode.OK
        );
        await Eventually.Is(
            async () => (await ben.Http.PostAsync($"/api/streaming/sessions/{data.Class}/access", null)).StatusCode,
            status => status == HttpStatusCode.Forbidden
        );
        await Eventually.Is(() => HandledAsync(databases, begun), handled => handled.SequenceEqual(LateConsumers));

        // Everything that the earlier version ever sent comes again.
        foreach (var database in databases)
            await database.ExecuteAsync(
                "update outbox set sent_at = null, attempts = 0, available_at = created_at",
                null,
                default
            );
        foreach (var database in databases)
            await Eventually.Is(
                () =>
                    database.QueryFirstOrDefaultAsync<int>(
                        "select count(*) from outbox where sent_at is null",
                        null,
                        default
                    ),
                unsent => unsent == 0
            );

        // Long enough for whatever would be handled a second time.
        await Task.Delay(1000);
        Assert.Equal(LateConsumers, await HandledAsync(databases, begun));
    }

    /// <summary>Which consumers took a message as new since a moment.</summary>
    private static async Task<IReadOnlyList<string>> HandledAsync(ServiceDatabase[] databases, Instant since)
    {
        var consumers = await Task.WhenAll(
            databases.Select(database =>
                database.QueryAsync<string>(
                    "select consumer from inbox where received_at >= @since",
                    new { since },
                    default
                )
            )
        );
        return [.. consumers.SelectMany(consumer => consumer).Order(StringComparer.Ordinal)];
    }

    private static async Task<TestMember> SignInAsync(UpperBackServer server, string name) =>
        await Person.SignInAsync(
            new TestMember(default, name, "", server.Anonymous()) { Email = $"{name}@example.test" },
            server.Anonymous()
        );
}
