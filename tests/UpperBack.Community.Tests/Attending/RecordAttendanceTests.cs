using NodaTime;
using UpperBack.Community.Streaks;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests.Attending;

public sealed class RecordAttendanceTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task AnAttendanceLongEnoughKeepsTheDayAndThatIsPublishedOnce()
    {
        var asha = await server.SignInAsync("Asha", "Asia/Kolkata");
        var attendance = TestEvents.Attendance(
            asha.Id,
            server.Now() - Duration.FromMinutes(1),
            minutes: 10,
            classMinutes: 60
        );
        for (var i = 0; i < 5; i++)
            await server.PublishAsync(attendance);

        var streak = await asha.EventuallyAsync("streak", streak => streak.Int("current") == 1);
        Assert.True(streak.GetProperty("keptToday").GetBoolean());
        Assert.Equal("Asia/Kolkata", streak.Text("timeZone"));
        Assert.Equal(
            (1, 1, 10, 3, 0),
            (
                streak.Int("longest"),
                streak.Int("keptDays"),
                streak.Int("minutesThisWeek"),
                streak.Int("nextMilestone"),
                streak.Int("freezes")
            )
        );

        await server.PublishAsync(attendance with { Revision = 2, WatchedSeconds = 1200 });
        await asha.EventuallyAsync("streak", later => later.Int("minutesThisWeek") == 20);
        var published = Assert.Single(await DaysPublishedAsync(asha.Id));
        Assert.Equal(streak.Text("today"), published.Text("day"));
        Assert.Equal(attendance.SessionId.ToString(), published.Text("sessionId"));
        Assert.Equal(
            (1, 1, 0),
            (published.Int("currentStreak"), published.Int("longestStreak"), published.Int("freezes"))
        );
    }

    [Fact]
    public async Task ADayThatWasKeptStaysKeptWhenTheClassTurnsOutLonger()
    {
        var chandra = await server.SignInAsync("Chandra");
        var left = TestEvents.Attendance(
            chandra.Id,
            server.Now() - Duration.FromMinutes(1),
            minutes: 4,
            classMinutes: 5
        );
        await server.PublishAsync(left);
        await chandra.EventuallyAsync("streak", streak => streak.Int("current") == 1);

        await server.PublishAsync(left with { Revision = 2, ClassSeconds = 65 * 60 });
        var ledger = await chandra.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 2);

        Assert.True((await chandra.ReadAsync("streak")).GetProperty("keptToday").GetBoolean());
        Assert.Equal(
            [true, false],
            ledger.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("kept").GetBoolean())
        );
        Assert.Null(ledger.GetProperty("entries")[0].Text("note"));
        Assert.Equal(
            """{"recorded":true,"watchedSeconds":240,"neededSeconds":600,"keeps":true,"dayKept":true}""",
            (await chandra.ReadAsync($"streak/sessions/{left.SessionId}")).GetRawText()
        );
    }

    [Fact]
    public async Task WhoLeftEarlyIsToldHowMuchWouldHaveBeenEnough()
    {
        var asha = await server.SignInAsync("Asha", "Asia/Kolkata");
        var attendance = TestEvents.Attendance(
            asha.Id,
            server.Now() - Duration.FromMinutes(1),
            minutes: 6,
            classMinutes: 16
        );
        var path = $"streak/sessions/{attendance.SessionId}";
        Assert.Equal(
            """{"recorded":false,"watchedSeconds":0,"neededSeconds":null,"keeps":false,"dayKept":false}""",
            (await asha.ReadAsync(path)).GetRawText()
        );

        await server.PublishAsync(attendance);
        var early = await asha.EventuallyAsync(path, published => published.GetProperty("recorded").GetBoolean());
        Assert.Equal(
            """{"recorded":true,"watchedSeconds":360,"neededSeconds":480,"keeps":false,"dayKept":false}""",
            early.GetRawText()
        );

        await server.PublishAsync(
            TestEvents.Attendance(asha.Id, server.Now() - Duration.FromMinutes(2), minutes: 15, classMinutes: 16)
        );
        await asha.EventuallyAsync(path, published => published.GetProperty("dayKept").GetBoolean());
        await server.PublishAsync(attendance with { Revision = 2, WatchedSeconds = 480 });
        await asha.EventuallyAsync(path, published => published.GetProperty("keeps").GetBoolean());
        Assert.Equal(TestEvents.RuleJson, (await asha.ReadAsync("streak")).GetProperty("rule").GetRawText());
    }

    [Fact]
    public async Task AShortLookKeepsNothingUntilAHigherRevisionMakesItLongEnough()
    {
        var bela = await server.SignInAsync("Bela");
        var first = TestEvents.Attendance(
            bela.Id,
            server.Now() - Duration.FromMinutes(1),
            minutes: 4,
            classMinutes: 30
        );
        await server.PublishAsync(first);
        var entry = (await bela.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 1)).GetProperty(
            "entries"
        )[0];
        Assert.Equal("You did 4 of 30 minutes.", entry.Text("note"));
        Assert.Equal(0, (await bela.ReadAsync("streak")).Int("current"));
        Assert.Empty(await DaysPublishedAsync(bela.Id));

        await server.PublishAsync(first with { Revision = 3, WatchedSeconds = 16 * 60 });
        await bela.EventuallyAsync("streak", streak => streak.Int("current") == 1);
        await server.PublishAsync(first with { Revision = 2, WatchedSeconds = 5 * 60 });
        var ledger = await bela.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 3);

        Assert.Equal(1, (await bela.ReadAsync("streak")).Int("current"));
        Assert.Equal(
            [true, false, false],
            ledger.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("kept").GetBoolean())
        );
        Assert.Equal("Counted again after you came back.", ledger.GetProperty("entries")[2].Text("note"));
        Assert.Single(await DaysPublishedAsync(bela.Id));
    }

    [Fact]
    public async Task ASecondClassOnAKeptDayIsNoNews()
    {
        var cleo = await server.SignInAsync("Cleo");
        await server.PublishAsync(TestEvents.Attendance(cleo.Id, server.Now() - Duration.FromSeconds(20)));
        await cleo.EventuallyAsync("streak", streak => streak.Int("minutesThisWeek") == 25);
        await server.PublishAsync(TestEvents.Attendance(cleo.Id, server.Now() - Duration.FromSeconds(10)));
        await cleo.EventuallyAsync("streak", streak => streak.Int("minutesThisWeek") == 50);

        Assert.Single(await DaysPublishedAsync(cleo.Id));
    }

    [Fact]
    public async Task HistoryIsRecordedButNotPublished()
    {
        var dina = await server.SignInAsync("Dina", "Asia/Kolkata");
        for (var day = -5; day < 0; day++)
            await server.PublishAsync(TestEvents.Attendance(dina.Id, server.At("Asia/Kolkata", day, 6)));
        await dina.EventuallyAsync("streak", streak => streak.Int("current") == 5);

        Assert.Empty(await DaysPublishedAsync(dina.Id));
    }

    private async Task<IReadOnlyList<JsonElement>> DaysPublishedAsync(MemberId memberId) =>
        [
            .. (await server.PublishedAsync(nameof(DayKept)))
                .Select(body => JsonDocument.Parse(body).RootElement)
                .Where(published => published.Text("memberId") == memberId.ToString()),
        ];
}
