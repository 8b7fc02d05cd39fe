using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;
using UpperBack.Community.Leaderboards;
using Xunit.Abstractions;

namespace UpperBack.Community.Tests.Leaderboards;

/// <summary>Boards of two replicas on one Redis server: whoever writes, and whatever Redis loses, they show what SQL
/// says. As many rows as the environment variable UPPERBACK_BOARD_ROWS says.</summary>
public sealed class EmptyRedisTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan MaxUntilWhole = TimeSpan.FromSeconds(60);
    private static readonly int Rows = int.TryParse(
        Environment.GetEnvironmentVariable("UPPERBACK_BOARD_ROWS"),
        CultureInfo.InvariantCulture,
        out var rows
    )
        ? rows
        : 3000;

    private readonly ReplicaSet replicas = new([.. TestEvents.CheckOften, "--Data:StallSeconds", "30"]);

    public Task InitializeAsync() => replicas.StartAsync(2);

    public async Task DisposeAsync() => await replicas.DisposeAsync();

    [Fact]
    public async Task BoardsThatRedisLostAreTheSameAgainByThemselves()
    {
        var first = replicas.Servers[0];
        await FillAsync(first);
        await using var redis = await replicas.Redis.ConnectAsync();
        await replicas.Redis.FlushAsync();
        var before = await WholeAsync(redis, "the first time");

        await replicas.Redis.FlushAsync();
        var after = await WholeAsync(redis, "after it was emptied");
        Assert.Equal(before, after);

        await replicas.Redis.KillAsync();
        await replicas.Redis.StartAgainAsync();
        Assert.Equal(before, await WholeAsync(redis, "after it was killed"));

        var viewer = await first.SignInAsync("Viewer", "Etc/UTC");
        var top = await Eventually.Is(
            () => viewer.Http.GetAsync("/api/community/leaderboards/current-streak?count=1"),
            answer => answer.IsSuccessStatusCode
        );
        Assert.Contains(
            $"\"total\":{Rows.ToString(CultureInfo.InvariantCulture)}",
            await top.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task WhatBothReplicasWriteAtOnceIsWhatTheDatabaseSaysInTheEnd()
    {
        var members = Enumerable.Range(0, 20).Select(_ => Contracts.Ids.MemberId.New()).ToArray();
        foreach (var (id, i) in members.Select((id, i) => (id, i)))
            await replicas
                .Servers[i % 2]
                .PublishAnyAsync(TestEvents.Member(id, $"Member {i:00}", "Etc/UTC", onBoards: true));
        await Eventually.Is(() => CountAsync("members"), count => count == members.Length);

        var events = Enumerable
            .Range(-6, 6)
            .SelectMany(day =>
                members.Select(id => TestEvents.Attendance(id, replicas.Servers[0].At("Etc/UTC", day, 6)))
            )
            .ToArray();
        new Random(20261126).Shuffle(events);
        await Task.WhenAll(events.Select((message, i) => replicas.Servers[i % 2].PublishAnyAsync(message)));

        await using var redis = await replicas.Redis.ConnectAsync();
        var entries = await Eventually.Is(
            async () =>
                (
                    await redis
                        .GetDatabase()
                        .SortedSetRangeByRankWithScoresAsync(BoardKeys.Scores(Board.CurrentStreak.Name))
                )
                    .Select(entry => (Name: entry.Element.ToString().Split('\n')[0], entry.Score))
                    .ToArray(),
            seen => seen.Length == members.Length && seen.All(entry => entry.Score == -6)
        );
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"MEMBER {i:00}"), entries.Select(entry => entry.Name));
    }

    private static async Task FillAsync(UpperBackServer server)
    {
        await server
            .Database()
            .ExecuteAsync(
                """
                insert into members (member_id, revision, display_name, time_zone, on_boards, first_revision,
                    first_time_zone)
                select gen_random_uuid(), 1, 'Member ' || lpad(i::text, 6, '0'), 'Etc/UTC', true, 1, 'Etc/UTC'
                       from generate_series(1, @Rows) i
                """,
                new { Rows },
                default
            );
        await server
            .Database()
            .ExecuteAsync(
                """
                insert into streaks (
                    member_id, version, current_days, longest_days, folded_version, scored_version, scores)
                select member_id, 1, 1 + abs(hashtext(display_name)) % 400, 400, @latest, 1,
                    json_build_object(
                        @streaks, 1 + abs(hashtext(display_name)) % 400,
                        @minutes, 1 + abs(hashtext(display_name)) % 900)::text
                from members
                """,
                new
                {
                    latest = int.MaxValue,
                    streaks = Board.CurrentStreak.Name,
                    minutes = MinutesName(server),
                },
                default
            );
    }

    private async Task<IReadOnlyList<SortedSetEntry>> WholeAsync(ConnectionMultiplexer redis, string when)
    {
        var watch = Stopwatch.StartNew();
        var database = redis.GetDatabase();
        await Eventually.Is(
            async () =>
            {
                try
                {
                    return await database.KeyExistsAsync(BoardKeys.Ready)
                        && await database.SortedSetLengthAsync(BoardKeys.Scores(Board.CurrentStreak.Name)) == Rows;
                }
                catch (Exception ex) when (ex is RedisException or RedisTimeoutException)
                {
                    return false;
                }
            },
            whole => whole,
            MaxUntilWhole
        );
        output.WriteLine($"{Rows} rows whole {when}: {watch.Elapsed.TotalSeconds:0.0} s");
        return
        [
            .. await database.SortedSetRangeByRankWithScoresAsync(BoardKeys.Scores(Board.CurrentStreak.Name)),
            .. await database.SortedSetRangeByRankWithScoresAsync(BoardKeys.Scores(MinutesName(replicas.Servers[0]))),
        ];
    }

    private static string MinutesName(UpperBackServer server) =>
        Board.MinutesThisWeek.StoredName(server.Now().InUtc().Date);

    private Task<int> CountAsync(string table) =>
        replicas.Servers[0].Database().QueryFirstOrDefaultAsync<int>($"select count(*) from {table}", null, default);
}
