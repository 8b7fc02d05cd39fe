using UpperBack.Testing;

namespace UpperBack.Community.Tests.Streaks;

public sealed class StreakChecksTests
{
    [Fact]
    public async Task AStreakThatEndedWithTheDayLeavesTheBoardByItself()
    {
        await using var server = await Facts.StartAtNoonAsync(Facts.CheckOften);
        var asha = await server.SignInAsync("Asha");
        await server.PublishAsync(Facts.Member(asha.Id, "Asha", "Europe/Berlin", onBoards: true));
        await server.PublishAsync(Facts.Attendance(asha.Id, server.At("Europe/Berlin", -1, 12)));
        await server.PublishAsync(Facts.Class(server.At("Europe/Berlin", 0, 0)));
        await asha.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 1);

        server.Clock.Advance(TimeSpan.FromDays(1));
        await asha.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 0);
        Assert.Equal(0, (await asha.ReadAsync("streak")).Int("current"));
    }

    [Fact]
    public async Task AClassOfAnEarlierDayHeardOfLateEndsTheStreakAtOnce()
    {
        await using var server = await Facts.StartAtNoonAsync();
        var bela = await server.SignInAsync("Bela");
        await server.PublishAsync(Facts.Member(bela.Id, "Bela", "Europe/Berlin", onBoards: true));
        await server.PublishAsync(Facts.Attendance(bela.Id, server.At("Europe/Berlin", -3, 12)));
        await bela.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 1);

        await server.PublishAsync(Facts.Class(server.At("Europe/Berlin", -2, 12)));
        await bela.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 0);
    }
}
