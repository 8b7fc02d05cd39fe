using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using UpperBack.Community.Leaderboards;

namespace UpperBack.Community.Tests.Leaderboards;

/// <summary>Boards are ready in memory; what people decide shows at once all the same.</summary>
public sealed class ReadyBoardTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await TestEvents.StartAtNoonAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("leaderboards/current-streak")]
    [InlineData("leaderboards/minutes-this-week?view=around-me&count=3")]
    public async Task WhoHasABoardIsSentNothingUntilItIsAnotherOne(string path)
    {
        var (asha, bela) = await BoardDecisions.JoinAsync([server]);
        var first = await asha.AskAsync(path);
        Assert.Equal((HttpStatusCode.OK, "no-cache, private"), (first.Status, first.Caching));
        var again = await asha.AskAsync(path, first.Tag);
        Assert.Equal((HttpStatusCode.NotModified, first.Tag, ""), (again.Status, again.Tag, again.Body));

        var belas = await bela.AskAsync(path, first.Tag);
        Assert.Equal(HttpStatusCode.OK, belas.Status);
        Assert.NotEqual(first.Tag, belas.Tag);

        foreach (var day in new[] { -1, 0 })
            await server.PublishAsync(TestEvents.Attendance(bela.Id, server.At("Etc/UTC", day, 6)));
        var changed = await Eventually.Is(
            () => asha.AskAsync(path, first.Tag),
            answer => answer.Status == HttpStatusCode.OK
        );
        Assert.NotEqual(first.Body, changed.Body);
    }

    [Fact]
    public Task WhatPeopleDecideShowsAtOnce() => BoardDecisions.ShowAtOnceAsync([server]);

    [Fact]
    public async Task ABoardThatIsReadFirstAfterRedisWasEmptiedIsWhole()
    {
        await BoardDecisions.JoinAsync([server]);
        var redis = server.Services.GetRequiredService<IConnectionMultiplexer>();
        var today = server.Now().InUtc().Date;

        // For a clock that stands still, what the reader saw of the boards' version is never too old.
        var reader = new BoardReader(redis, server.Services.GetRequiredService<BoardWriter>(), new StoppedClock());
        await reader.ReadAsync(BoardKeys.Scores(Board.CurrentStreak.StoredName(today)), default);
        await server.EmptyRedisAsync();

        var minutes = await reader.ReadAsync(BoardKeys.Scores(Board.MinutesThisWeek.StoredName(today)), default);
        Assert.Equal(2, minutes.Total);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}

/// <summary>The same on two servers that share a database, whose decisions the other does not hear of.</summary>
public sealed class ReadyBoardsOnReplicasTests : IAsyncLifetime
{
    private readonly ReplicaSet replicas = new(TestEvents.CheckOften);

    public Task InitializeAsync() => replicas.StartAsync(2);

    public async Task DisposeAsync() => await replicas.DisposeAsync();

    [Fact]
    public Task WhatPeopleDecideShowsAtOnceOnBoth() => BoardDecisions.ShowAtOnceAsync(replicas.Servers);
}

/// <summary>What people decide of themselves and of each other, and what boards then show.</summary>
internal static class BoardDecisions
{
    private const string Streaks = "leaderboards/current-streak";

    public sealed record Answer(HttpStatusCode Status, string? Tag, string? Caching, string Body);

    /// <summary>Reads as a browser does that has something already.</summary>
    public static async Task<Answer> AskAsync(this TestMember who, string path, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/community/" + path);
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await who.Http.SendAsync(request);
        return new Answer(
            response.StatusCode,
            response.Headers.ETag?.ToString(),
            response.Headers.CacheControl?.ToString(),
            await response.Content.ReadAsStringAsync()
        );
    }

    /// <summary>Two members with a streak of a day each, seen on every server.</summary>
    public static async Task<(TestMember Asha, TestMember Bela)> JoinAsync(IReadOnlyList<UpperBackServer> servers)
    {
        var (asha, bela) = (
            await servers[0].SignInAsync("Asha", "Etc/UTC"),
            await servers[0].SignInAsync("Bela", "Etc/UTC")
        );
        foreach (var one in new[] { asha, bela })
        {
            await TellAsync(servers[0], TestEvents.Member(one.Id, one.DisplayName, "Etc/UTC", onBoards: true));
            await servers[0].PublishAsync(TestEvents.Attendance(one.Id, servers[0].At("Etc/UTC", 0, 0)));
        }

        foreach (var server in servers)
        foreach (var board in new[] { Streaks, "leaderboards/minutes-this-week" })
            await server.ConnectTo(asha).EventuallyAsync(board, seen => seen.Int("total") == 2);
        return (asha, bela);
    }

    /// <summary>Whatever is decided on one server is what the very next answer of each goes by.</summary>
    public static async Task ShowAtOnceAsync(IReadOnlyList<UpperBackServer> servers)
    {
        var (asha, bela) = await JoinAsync(servers);
        await ExpectAsync("Asha me, Bela", "Asha, Bela me");

        await AddAsync(servers[0], asha, bela);
        await ExpectAsync("Asha me, Bela", "Asha, Bela me");
        await AddAsync(servers[^1], bela, asha);
        await ExpectAsync("Asha me, Bela friend", "Asha friend, Bela me");
        using (var removed = await servers[0].ConnectTo(asha).Http.DeleteAsync($"/api/community/friends/{bela.Id}"))
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await ExpectAsync("Asha me, Bela", "Asha, Bela me");

        await TellAsync(servers[0], TestEvents.Member(bela.Id, "Bela Rao", "Etc/UTC", onBoards: true, revision: 5));
        await ExpectAsync("Asha me, Bela Rao", "Asha, Bela Rao me");
        await TellAsync(servers[^1], TestEvents.Member(bela.Id, "Bela Rao", "Etc/UTC", onBoards: false, revision: 6));
        await ExpectAsync("Asha me", "Asha");

        async Task ExpectAsync(string ashas, string belas)
        {
            foreach (var server in servers)
            {
                Assert.Equal(ashas, Lines(await server.ConnectTo(asha).ReadAsync(Streaks)));
                Assert.Equal(belas, Lines(await server.ConnectTo(bela).ReadAsync(Streaks + "?view=around-me")));
            }
        }
    }

    /// <summary>Tells of a member as Accounts does, until it is stored.</summary>
    private static async Task TellAsync(UpperBackServer server, MemberChanged member)
    {
        await server.PublishAsync(member);
        await Eventually.Is(
            () =>
                server
                    .Database()
                    .QueryFirstOrDefaultAsync<long>(
                        "select revision from members where member_id = @MemberId",
                        new { member.MemberId },
                        default
                    ),
            revision => revision == member.Revision
        );
    }

    private static async Task AddAsync(UpperBackServer server, TestMember who, TestMember friend)
    {
        using var added = await server.ConnectTo(who).Http.PutAsync($"/api/community/friends/{friend.Id}", null);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
    }

    private static string Lines(JsonElement board) =>
        string.Join(
            ", ",
            board
                .GetProperty("rows")
                .EnumerateArray()
                .Select(row =>
                    row.Text("displayName")
                    + (row.GetProperty("isMe").GetBoolean() ? " me" : "")
                    + (row.GetProperty("isFriend").GetBoolean() ? " friend" : "")
                )
        );
}
