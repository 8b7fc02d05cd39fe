using System.Net.Http.Json;

namespace UpperBack.Community.Tests;

/// <summary>What must hold when two servers work on one database at the same moment.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly ReplicaSet replicas = new(TestEvents.CheckOften);

    private UpperBackServer First => replicas.Servers[0];

    public async Task InitializeAsync()
    {
        await replicas.StartAsync(2);
        var noon = (First.Now().InUtc().Date.PlusDays(1) + new NodaTime.LocalTime(12, 0)).InUtc().ToInstant();
        foreach (var server in replicas.Servers)
            server.Clock.Advance((noon - server.Now()).ToTimeSpan());
    }

    public async Task DisposeAsync() => await replicas.DisposeAsync();

    [Fact]
    public async Task EventsOfOneMemberThatBothHandleAtOnceAreAllFoldedAndOneDayIsPublishedOnce()
    {
        var asha = await First.SignInAsync("Asha", "Asia/Kolkata");
        var today = First.At("Asia/Kolkata", 0, 6, 30);
        var events = new List<IIntegrationEvent>();
        for (var day = -9; day <= 0; day++)
        {
            var startedAt = First.At("Asia/Kolkata", day, 6, 30);
            events.Add(TestEvents.Class(startedAt));
            events.Add(TestEvents.Attendance(asha.Id, startedAt));
            events.Add(TestEvents.Attendance(asha.Id, startedAt, minutes: 1));
        }

        events.AddRange(Enumerable.Range(0, 10).Select(_ => TestEvents.Attendance(asha.Id, today)));
        await asha.EventuallyAsync("streak", streak => streak.Text("timeZone") == "Asia/Kolkata");

        // Each replica is published everything, as two brokers' worth of repetitions would.
        await Task.WhenAll(
            events.SelectMany(message => replicas.Servers.Select(server => server.PublishAnyAsync(message)))
        );

        await Eventually.Is(
            () => First.Database().QueryFirstOrDefaultAsync<int>("select count(*) from ledger", null, default),
            count => count == 30
        );
        await Eventually.Is(
            () =>
                First
                    .Database()
                    .QueryFirstOrDefaultAsync<int>(
                        "select current_days from streaks where member_id = @Id",
                        new { asha.Id },
                        default
                    ),
            days => days == 10
        );
        Assert.Single(await First.PublishedAsync(nameof(DayKept)), body =>
            JsonSerializer.Deserialize<DayKept>(body, JsonSerializerOptions.Web)!.MemberId == asha.Id
        );
    }

    [Fact]
    public async Task TwoWhoAddEachOtherOnTwoReplicasAreFriendsAndItIsPublishedOnce()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => First.SignInAsync($"Member {i:00}")));
        await Eventually.Is(
            () => First.Database().QueryFirstOrDefaultAsync<int>("select count(*) from members", null, default),
            count => count >= 20
        );
        var pairs = people
            .Chunk(2)
            .Select(pair => (One: pair[0], Other: replicas.Servers[1].ConnectTo(pair[1])))
            .ToArray();

        var answers = await Task.WhenAll(
            pairs.SelectMany(pair => new[] { AddAsync(pair.One, pair.Other.Id), AddAsync(pair.Other, pair.One.Id) })
        );

        Assert.All(answers.Chunk(2), pair => Assert.Single(pair, areFriends => areFriends));
        var published = (await First.PublishedAsync(nameof(FriendshipChanged)))
            .Select(body => JsonSerializer.Deserialize<FriendshipChanged>(body, JsonSerializerOptions.Web)!)
            .ToArray();
        Assert.Equal(10, published.Length);
        Assert.All(published, change => Assert.Equal((1L, true), (change.Revision, change.AreFriends)));
    }

    [Fact]
    public async Task BothEndStreaksThatAreOverAndNoneIsLeftOut()
    {
        var members = Enumerable.Range(0, 120).Select(_ => MemberId.New()).ToArray();
        var yesterday = First.At("Etc/UTC", -1, 6, 30);
        foreach (var (id, i) in members.Select((id, i) => (id, i)))
        {
            await First.PublishAnyAsync(TestEvents.Member(id, $"Member {i:000}", "Etc/UTC", onBoards: true));
            await First.PublishAnyAsync(TestEvents.Attendance(id, yesterday));
        }

        await Eventually.Is(() => CountAsync("current_days = 1"), count => count == members.Length);
        await First.PublishAnyAsync(TestEvents.Class(First.At("Etc/UTC", 0, 6, 30)));
        await Eventually.Is(
            () => First.Database().QueryFirstOrDefaultAsync<int>("select count(*) from held_classes", null, default),
            count => count == 1
        );

        foreach (var server in replicas.Servers)
            server.Clock.Advance(TimeSpan.FromHours(13));

        await Eventually.Is(() => CountAsync("current_days = 0"), count => count == members.Length);
    }

    private Task<int> CountAsync(string which) =>
        First.Database().QueryFirstOrDefaultAsync<int>($"select count(*) from streaks where {which}", null, default);

    private static async Task<bool> AddAsync(TestMember me, MemberId friend)
    {
        using var response = await me.Http.PutAsync($"/api/community/friends/{friend}", null);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("areFriends").GetBoolean();
    }
}
