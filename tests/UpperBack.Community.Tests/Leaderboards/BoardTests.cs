using NodaTime;
using UpperBack.Community.Leaderboards;
using UpperBack.Community.Streaks;

namespace UpperBack.Community.Tests.Leaderboards;

public sealed class BoardTests
{
    private static readonly Board KeptDaysThisCentury = new()
    {
        Name = "kept-days-this-century",
        Title = "Century",
        Description = "Kept days of the century.",
        Unit = "days",
        Since = 2,
        PeriodOf = day => $"{day.Year / 100}",
        CountOf = (streak, day) => streak.KeptDays.Count(kept => kept.Year / 100 == day.Year / 100),
    };

    /// <summary>Whoever adds a board or a rule, or changes what one counts, gives it the next number here: streaks that
    /// were folded before are then folded again.</summary>
    [Fact]
    public void WhatIsNewOrChangedIsFoldedAgain() =>
        Assert.Equal(
            ["current-streak 1", "minutes-this-week 1", "FreezeRule 1"],
            [
                .. Board.All.Select(board => $"{board.Name} {board.Since}"),
                .. StreakRule.All.Select(rule => $"{rule.GetType().Name} {rule.Since}"),
            ]
        );

    [Fact]
    public void AroundAMondayTwoWeeksArePresentSomewhere()
    {
        Assert.Equal(
            ["minutes-this-week:2026-W47", "minutes-this-week:2026-W48"],
            Board.MinutesThisWeek.PresentNames(Instant.FromUtc(2026, 11, 22, 20, 0))
        );
        Assert.Equal(
            ["minutes-this-week:2026-W48"],
            Board.MinutesThisWeek.PresentNames(Instant.FromUtc(2026, 11, 25, 20, 0))
        );
    }

    [Fact]
    public async Task TheBoardsArePresentedInTheirOrder()
    {
        await using var server = await UpperBackServer.StartAsync();
        var asha = await server.SignInAsync("Asha");
        Assert.Equal(
            """
            [{"board":"current-streak","title":"Streak","description":"Current streaks, in days.","unit":"days"},
            {"board":"minutes-this-week","title":"This week","description":"Minutes in class since Monday.",
            "unit":"minutes"}]
            """.ReplaceLineEndings(""),
            (await asha.ReadAsync("leaderboards")).GetRawText()
        );
    }

    /// <summary>A board is its entry in the list and nothing else; members whose streak was folded before there was the
    /// board are on it too.</summary>
    [Fact]
    public async Task ANewBoardIsAnEntryAndShowsThoseWhoWereThereBefore()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-test-").FullName;
        TestMember asha;
        await using (var before = await TestEvents.StartAtNoonInAsync(folder))
        {
            asha = await before.SignInAsync("Asha", "Etc/UTC");
            await before.PublishAsync(TestEvents.Member(asha.Id, "Asha", "Etc/UTC", onBoards: true));
            await before.PublishAsync(TestEvents.Attendance(asha.Id, before.At("Etc/UTC", 0, 0, 5)));
            await asha.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 1);
        }

        await using (
            var server = await UpperBackServer.StartAsync(folder, services => services.AddBoard(KeptDaysThisCentury))
        )
        {
            var viewer = await server.SignInAsync("Viewer", "Etc/UTC");
            var board = await viewer.EventuallyAsync("leaderboards/kept-days-this-century", board =>
                board.Int("total") == 1
            );
            Assert.Equal("1 Asha 1", LeaderboardTests.Lines(board));
            Assert.Equal(
                ("kept-days-this-century", "Century", "Kept days of the century.", "days"),
                (board.Text("board"), board.Text("title"), board.Text("description"), board.Text("unit"))
            );
            Assert.Equal(
                ["kept-days-this-century", "current-streak", "minutes-this-week"],
                (await viewer.ReadAsync("leaderboards")).EnumerateArray().Select(one => one.Text("board"))
            );
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>While a platform is upgraded, a node of the version before folds streaks too, and knows nothing of
    /// scores.</summary>
    [Fact]
    public async Task WhatANodeOfTheVersionBeforeFoldedIsCountedAgain()
    {
        await using var server = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);
        var asha = await server.SignInAsync("Asha", "Etc/UTC");
        await server.PublishAsync(TestEvents.Member(asha.Id, "Asha", "Etc/UTC", onBoards: true));
        await server.PublishAsync(TestEvents.Attendance(asha.Id, server.At("Etc/UTC", 0, 0, 5)));
        await asha.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 1);

        await server
            .Database()
            .ExecuteAsync(
                """
                update streaks set version = version + 1, scores = '{"current-streak":9}' where member_id = @Id
                """,
                new { asha.Id },
                default
            );

        await Eventually.Is(
            () =>
                server
                    .Database()
                    .QueryFirstOrDefaultAsync<string>(
                        "select scores from streaks where member_id = @Id",
                        new { asha.Id },
                        default
                    ),
            scores =>
                scores
                    ?.Replace(" ", "", StringComparison.Ordinal)
                    .Contains("\"current-streak\":1", StringComparison.Ordinal) == true
        );
    }
}
