using System.Diagnostics;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;
using Xunit.Abstractions;

namespace UpperBack.Community.Tests.Ledger;

public sealed class ManyFactsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EachFactFiveTimesAndInAnyOrderGivesTheSameStreak()
    {
        await using var orderly = await Facts.StartAtNoonAsync(Facts.CheckOften);
        await using var shuffled = await Facts.StartAtNoonAsync(Facts.CheckOften);
        shuffled.Clock.Advance((orderly.Now() - shuffled.Now()).ToTimeSpan());
        var memberId = MemberId.New();
        var facts = History(orderly, memberId);

        foreach (var fact in facts)
            await orderly.TellAsync(fact);
        var again = Enumerable.Repeat(facts, 5).SelectMany(all => all).ToArray();
        new Random(20261123).Shuffle(again);
        foreach (var fact in again)
            await shuffled.TellAsync(fact);

        var expected = await Eventually.Is(
            () => StateAsync(orderly),
            state => state.StartsWith("3/10/0", StringComparison.Ordinal)
        );
        await Eventually.Is(() => StateAsync(shuffled), state => state == expected);
        await Eventually.Is(() => LedgerAsync(shuffled), rows => rows == facts.OfType<AttendanceRecorded>().Count());
        Assert.Equal(expected, await StateAsync(shuffled));
    }

    [Fact]
    public async Task SixWeeksOfAWholeCommunityAreTakenInAtOnce()
    {
        await using var server = await Facts.StartAtNoonAsync(Facts.CheckOften);
        var members = Enumerable.Range(0, 40).Select(_ => MemberId.New()).ToArray();
        var facts = new List<IIntegrationEvent>();
        facts.AddRange(members.Select((id, i) => Facts.Member(id, $"Member {i:00}", "Asia/Kolkata", onBoards: true)));
        for (var day = -42; day < 0; day++)
        {
            var startedAt = server.At("Asia/Kolkata", day, 6, 30);
            if (startedAt.InUtc().DayOfWeek is NodaTime.IsoDayOfWeek.Saturday or NodaTime.IsoDayOfWeek.Sunday)
                continue;
            facts.Add(Facts.Class(startedAt));
            facts.AddRange(members.Select(id => Facts.Attendance(id, startedAt)));
        }

        var watch = Stopwatch.StartNew();
        foreach (var fact in facts)
            await server.TellAsync(fact);
        output.WriteLine($"{facts.Count} facts published after {watch.Elapsed.TotalSeconds:0.0} s");
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
        var facts = new List<IIntegrationEvent>
        {
            Facts.Member(memberId, "Gus", "Asia/Kolkata", onBoards: true, revision: 1),
        };
        for (var day = -16; day < 0; day++)
        {
            var startedAt = server.At("Asia/Kolkata", day, 6, 30);
            facts.Add(Facts.Class(startedAt));
            if (day is -9 or -5 or -4)
                continue;
            var attendance = Facts.Attendance(memberId, startedAt, minutes: day == -2 ? 3 : 30);
            facts.Add(attendance);
            if (day == -2)
                facts.Add(attendance with { Revision = 2, WatchedSeconds = 1800 });
        }

        return facts;
    }

    private static async Task<string> StateAsync(UpperBackServer server) =>
        await server
            .Database()
            .QueryFirstOrDefaultAsync<string>(
                "select current_days || '/' || longest_days || '/' || freezes || '/' || last_kept_day || '/' || next_check_at from streaks",
                null,
                default
            )
        ?? "";

    private static Task<int> LedgerAsync(UpperBackServer server) =>
        server.Database().QueryFirstOrDefaultAsync<int>("select count(*) from ledger", null, default);
}
