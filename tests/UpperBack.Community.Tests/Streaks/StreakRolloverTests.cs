namespace UpperBack.Community.Tests.Streaks;

public sealed class StreakRolloverTests
{
    [Fact]
    public async Task AStreakThatEndedWithTheDayLeavesTheBoardByItself()
    {
        await using var server = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);
        var asha = await server.SignInAsync("Asha");
        await server.PublishAsync(TestEvents.Member(asha.Id, "Asha", "Europe/Berlin", onBoards: true));
        await server.PublishAsync(TestEvents.Attendance(asha.Id, server.At("Europe/Berlin", -1, 12)));
        await server.PublishAsync(TestEvents.Class(server.At("Europe/Berlin", 0, 0)));
        await asha.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 1);

        server.Clock.Advance(TimeSpan.FromDays(1));
        await asha.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 0);
        Assert.Equal(0, (await asha.ReadAsync("streak")).Int("current"));
    }

    [Fact]
    public async Task AClassOfAnEarlierDayReportedLateEndsTheStreakAtOnce()
    {
        await using var server = await TestEvents.StartAtNoonAsync();
        var bela = await server.SignInAsync("Bela");
        await server.PublishAsync(TestEvents.Member(bela.Id, "Bela", "Europe/Berlin", onBoards: true));
        await server.PublishAsync(TestEvents.Attendance(bela.Id, server.At("Europe/Berlin", -3, 12)));
        await bela.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 1);

        await server.PublishAsync(TestEvents.Class(server.At("Europe/Berlin", -2, 12)));
        await bela.EventuallyAsync("leaderboards/current-streak", board => board.Int("total") == 0);
    }
}
