using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using StackExchange.Redis;
using UpperBack.Community.Leaderboards;

namespace UpperBack.Community.Tests.Leaderboards;

public sealed class LeaderboardTests : IAsyncLifetime
{
    private const string Streaks = "leaderboards/current-streak";
    private const string Minutes = "leaderboards/minutes-this-week";

    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await TestEvents.StartAtNoonAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task TiesShareARankAndStandInTheOrderOfTheirNames()
    {
        await JoinAsync("zoe", days: 3);
        await JoinAsync("Adam", days: 2);
        await JoinAsync("Élodie", days: 3);
        var viewer = await JoinAsync("mia", days: 2);
        await JoinAsync("Ben", days: 1);
        await JoinAsync("Nobody", days: 0);

        var board = await viewer.EventuallyAsync(Streaks, board => board.Int("total") == 5);
        Assert.Equal("1 zoe 3, 1 Élodie 3, 3 Adam 2, 3 mia 2, 5 Ben 1", Lines(board));
        Assert.Equal(
            ("current-streak", "days", true),
            (board.Text("board"), board.Text("unit"), board.GetProperty("onBoard").GetBoolean())
        );
        Assert.Equal(
            "mia",
            Assert
                .Single(board.GetProperty("rows").EnumerateArray(), row => row.GetProperty("isMe").GetBoolean())
                .Text("displayName")
        );

        // The second page begins in the middle of a tie.
        Assert.Equal("3 Adam 2, 3 mia 2", Lines(await viewer.ReadAsync(Streaks + "?view=around-me&count=2")));
        Assert.Equal("3 mia 2", Lines(await viewer.ReadAsync(Streaks + "?view=around-me&count=1")));
        Assert.Equal("1 zoe 3", Lines(await viewer.ReadAsync(Streaks + "?count=1")));
    }

    [Fact]
    public async Task OnlyWhoWantsToIsOnTheBoardsFromTheMomentTheyDo()
    {
        var asha = await JoinAsync("Asha", days: 2, onBoards: false);
        var viewer = await JoinAsync("Viewer", days: 1);
        await viewer.EventuallyAsync(Streaks, board => board.Int("total") == 1);
        Assert.False((await asha.ReadAsync(Streaks)).GetProperty("onBoard").GetBoolean());
        Assert.Equal("1 Viewer 1", Lines(await asha.ReadAsync(Streaks + "?view=around-me")));

        await server.PublishAsync(TestEvents.Member(asha.Id, "Asha", "Etc/UTC", onBoards: true, revision: 5));
        await viewer.EventuallyAsync(Streaks, board => Lines(board) == "1 Asha 2, 2 Viewer 1");
        await viewer.EventuallyAsync(Minutes, board => board.Int("total") == 2);

        await server.PublishAsync(TestEvents.Member(asha.Id, "Aurora", "Etc/UTC", onBoards: true, revision: 6));
        await viewer.EventuallyAsync(Streaks, board =>
            Lines(board) == "1 Aurora 2, 2 Viewer 1" && board.Int("total") == 2
        );

        await server.PublishAsync(TestEvents.Member(asha.Id, "Asha", "Etc/UTC", onBoards: true, revision: 4));
        await server.PublishAsync(TestEvents.Member(asha.Id, "Aurora", "Etc/UTC", onBoards: false, revision: 7));
        await viewer.EventuallyAsync(Streaks, board => Lines(board) == "1 Viewer 1" && board.Int("total") == 1);
        await viewer.EventuallyAsync(Minutes, board => Lines(board) == "1 Viewer 25" && board.Int("total") == 1);
    }

    [Fact]
    public async Task AThousandMembersAreRankedAroundMe()
    {
        await using (var work = await server.Database().BeginAsync(default))
        {
            for (var i = 0; i < 1000; i++)
            {
                var args = new
                {
                    id = MemberId.New(),
                    name = $"Member {i:0000}",
                    days = 1 + (i / 4),
                    zone = "Etc/UTC",
                    on = true,
                    latest = int.MaxValue,
                    scores = $$"""{"{{Board.CurrentStreak.Name}}":{{1 + (i / 4)}}}""",
                };
                await work.ExecuteAsync(
                    """
                    insert into members (member_id, revision, display_name, time_zone, on_boards, first_revision,
                        first_time_zone)
                    values (@id, 1, @name, @zone, @on, 1, @zone)
                    """,
                    args,
                    default
                );
                await work.ExecuteAsync(
                    """
                    insert into streaks (
                        member_id, version, current_days, longest_days, folded_version, scored_version, scores)
                    values (@id, 1, @days, @days, @latest, 1, @scores)
                    """,
                    args,
                    default
                );
            }

            await work.CommitAsync(default);
        }

        await server.EmptyRedisAsync();
        var me = await JoinAsync("Zed", days: 3);
        var board = await me.EventuallyAsync(Streaks + "?view=around-me&count=11", board =>
            board.Int("total") == 1001 && board.GetProperty("onBoard").GetBoolean()
        );
        var rows = board.GetProperty("rows").EnumerateArray().ToArray();

        // 988 members are longer at it; four have three days like me and stand before me by name.
        Assert.Equal([985, 989, 989, 989, 989, 989, 994, 994, 994, 994, 998], rows.Select(row => row.Int("rank")));
        Assert.Equal(
            ("Zed", 3, true),
            (rows[5].Text("displayName"), rows[5].Int("value"), rows[5].GetProperty("isMe").GetBoolean())
        );

        var top = (await me.ReadAsync(Streaks + "?count=100")).GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal((100, 1, 250, 97), (top.Length, top[3].Int("rank"), top[3].Int("value"), top[99].Int("rank")));
    }

    [Fact]
    public async Task AnEmptiedRedisIsFilledAgainWithTheSame()
    {
        var asha = await JoinAsync("Asha", days: 3);
        await JoinAsync("Bela", days: 3);
        await JoinAsync("Cleo", days: 1, onBoards: false);
        await asha.EventuallyAsync(Streaks, board => Lines(board) == "1 Asha 3, 1 Bela 3");
        await asha.EventuallyAsync(Minutes, board => board.Int("total") == 2);
        string[] paths = [Streaks, Minutes, Streaks + "?view=around-me&count=1"];
        var before = await Task.WhenAll(paths.Select(path => asha.Http.GetStringAsync("/api/community/" + path)));

        await server.EmptyRedisAsync();
        var redis = server.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await Eventually.Is(
            async () =>
            {
                Assert.Equal(
                    before,
                    await Task.WhenAll(paths.Select(path => asha.Http.GetStringAsync("/api/community/" + path)))
                );
                return await redis.KeyExistsAsync(BoardKeys.Ready)
                    && await redis.SortedSetLengthAsync(BoardKeys.Scores(Board.CurrentStreak.Name)) == 2;
            },
            isBack => isBack
        );
    }

    [Fact]
    public async Task TheWeekIsTheViewersOwn()
    {
        // Sunday 20:00 UTC: in Kiritimati it is Monday.
        var sunday = server.Now().InUtc().Date.With(DateAdjusters.Next(IsoDayOfWeek.Sunday)) + new LocalTime(20, 0);
        server.Clock.Advance((sunday.InUtc().ToInstant() - server.Now()).ToTimeSpan());
        var west = await server.SignInAsync("West", "America/Los_Angeles");
        var east = await server.SignInAsync("East", "Pacific/Kiritimati");
        await server.PublishAsync(TestEvents.Member(west.Id, "West", "America/Los_Angeles", onBoards: true));
        await server.PublishAsync(TestEvents.Member(east.Id, "East", "Pacific/Kiritimati", onBoards: true));
        await Eventually.Is(
            () =>
                server
                    .Database()
                    .QueryFirstOrDefaultAsync<int>("select count(*) from members where revision = 2", null, default),
            count => count == 2
        );

        var startedAt = server.Now() - Duration.FromMinutes(10);
        await server.PublishAsync(TestEvents.Attendance(west.Id, startedAt, minutes: 30));
        await server.PublishAsync(TestEvents.Attendance(east.Id, startedAt, minutes: 40));
        await server.PublishAsync(TestEvents.Attendance(east.Id, startedAt - Duration.FromDays(2), minutes: 15));

        await west.EventuallyAsync(Minutes, board => Lines(board) == "1 West 30, 2 East 15");
        await east.EventuallyAsync(Minutes, board => Lines(board) == "1 East 40");
    }

    [Fact]
    public async Task WhatCannotBeShownIsRefusedWithAReason()
    {
        var asha = await server.SignInAsync("Asha");
        await ExpectAsync(asha, "leaderboards/longest", HttpStatusCode.NotFound, "resource.unknown");
        await ExpectAsync(asha, Streaks + "?view=bottom", HttpStatusCode.BadRequest, "request.invalid");
        await ExpectAsync(asha, Streaks + "?count=0", HttpStatusCode.BadRequest, "request.invalid");
        await ExpectAsync(asha, Streaks + "?count=101", HttpStatusCode.BadRequest, "request.invalid");
        await ExpectAsync(asha, Streaks + "?count=many", HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task FriendsAreMarked()
    {
        var asha = await JoinAsync("Asha", days: 1);
        var bela = await JoinAsync("Bela", days: 1);
        using var one = await asha.Http.PutAsync($"/api/community/friends/{bela.Id}", null);
        using var other = await bela.Http.PutAsync($"/api/community/friends/{asha.Id}", null);

        Assert.True(one.IsSuccessStatusCode && other.IsSuccessStatusCode, $"{one.StatusCode} {other.StatusCode}");

        var board = await asha.EventuallyAsync(Streaks, board => board.Int("total") == 2);
        Assert.Equal(
            [false, true],
            board.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("isFriend").GetBoolean())
        );
    }

    internal static string Lines(JsonElement board) =>
        string.Join(
            ", ",
            board
                .GetProperty("rows")
                .EnumerateArray()
                .Select(row => $"{row.Int("rank")} {row.Text("displayName")} {row.Int("value")}")
        );

    internal static async Task ExpectAsync(TestMember who, string path, HttpStatusCode status, string code)
    {
        using var response = await who.Http.GetAsync("/api/community/" + path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Text("code"));
    }

    /// <summary>A member who kept that many days, the last one today.</summary>
    private async Task<TestMember> JoinAsync(string name, int days, bool onBoards = true)
    {
        var member = await server.SignInAsync(name, "Etc/UTC");
        await server.PublishAsync(TestEvents.Member(member.Id, name, "Etc/UTC", onBoards));
        for (var day = 1 - days; day <= 0; day++)
            await server.PublishAsync(TestEvents.Attendance(member.Id, server.At("Etc/UTC", day, 0)));
        await member.EventuallyAsync("streak", streak => streak.Int("current") == days);
        return member;
    }
}
