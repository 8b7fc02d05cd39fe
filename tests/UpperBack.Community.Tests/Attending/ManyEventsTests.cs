using System.Diagnostics;
using Xunit.Abstractions;

namespace UpperBack.Community.Tests.Attending;

public sealed class ManyEventsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EachEventFiveTimesAndInAnyOrderGivesTheSameStreak()
    {
        await using var orderly = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);
        await using var shuffled = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);
        shuffled.Clock.Advance((orderly.Now() - shuffled.Now()).ToTimeSpan());
        var memberId = MemberId.New();
        var events = History(orderly, memberId);

        foreach (var message in events)
            await orderly.PublishAnyAsync(message);
        var again = Enumerable.Repeat(events, 5).SelectMany(all => all).ToArray();
        new Random(20261123).Shuffle(again);
        foreach (var message in again)
            await shuffled.PublishAnyAsync(message);

        var expected = await Eventually.Is(
            () => StateAsync(orderly),
            state => state.StartsWith("3/10/0", StringComparison.Ordinal)
        );
        await Eventually.Is(() => StateAsync(shuffled), state => state == expected);
        await Eventually.Is(() => LedgerAsync(shuffled), rows => rows == events.OfType<AttendanceRecorded>().Count());
        Assert.Equal(expected, await StateAsync(shuffled));
    }

    [Fact]
    public async Task SixWeeksOfAWholeCommunityAreHandledAtOnce()
    {
        await using var server = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);
        var members = Enumerable.Range(0, 40).Select(_ => MemberId.New()).ToArray();
        var events = new List<IIntegrationEvent>();
        events.AddRange(
            members.Select((id, i) => TestEvents.Member(id, $"Member {i:00}", "Asia/Kolkata", onBoards: true))
        );
        for (var day = -42; day < 0; day++)
        {
            var startedAt = server.At("Asia/Kolkata", day, 6, 30);
            if (startedAt.InUtc().DayOfWeek is NodaTime.IsoDayOfWeek.Saturday or NodaTime.IsoDayOfWeek.Sunday)
                continue;
            events.Add(TestEvents.Class(startedAt));
            events.AddRange(members.Select(id => TestEvents.Attendance(id, startedAt)));
        }

        var watch = Stopwatch.StartNew();
        foreach (var message in events)
            await server.PublishAnyAsync(message);
        output.WriteLine($"{events.Count} events published after {watch.Elapsed.TotalSeconds:0.0} s");
        await Eventually.Is(
            () => server.Database().QueryAsync<int>("select current_days from streaks", null, default),
            streaks => streaks.Count == 40 && streaks.All(days => days == 30),
            TimeSpan.FromSeconds(120)
        );
        output.WriteLine($"taken in after {watch.Elapsed.TotalSeconds:0.0} s");

        var viewer = await server.SignInAsync("Viewer");
        var board = await viewer.EventuallyAsync("leaderboards/current-streak?count=100", board =>
            board.Int("total") == 40
        );
        Assert.All(board.GetProperty("rows").EnumerateArray(), row =>
            Assert.Equal((1, 30), (row.Int("rank"), row.Int("value")))
        );
        output.WriteLine($"on the board after {watch.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Ten kept days, a freeze used on the eighth day, two misses, three kept days; one of them by a
    /// correction.</summary>
    private static List<IIntegrationEvent> History(UpperBackServer server, MemberId memberId)
    {
        var events = new List<IIntegrationEvent>
        {
            TestEvents.Member(memberId, "Gus", "Asia/Kolkata", onBoards: true, revision: 1),
        };
        for (var day = -16; day < 0; day++)
        {
            var startedAt = server.At("Asia/Kolkata", day, 6, 30);
            events.Add(TestEvents.Class(startedAt));
            if (day is -9 or -5 or -4)
                continue;
            var attendance = TestEvents.Attendance(memberId, startedAt, minutes: day == -2 ? 3 : 30);
            events.Add(attendance);
            if (day == -2)
                events.Add(attendance with { Revision = 2, WatchedSeconds = 1800 });
        }

        return events;
    }

    private static async Task<string> StateAsync(UpperBackServer server) =>
        await server
            .Database()
            .QueryFirstOrDefaultAsync<string>(
                """
                select current_days || '/' || longest_days || '/' || freezes || '/' || last_kept_day || '/' ||
                    next_check_at from streaks
                """,
                null,
                default
            )
        ?? "";

    private static Task<int> LedgerAsync(UpperBackServer server) =>
        server.Database().QueryFirstOrDefaultAsync<int>("select count(*) from ledger", null, default);
}
