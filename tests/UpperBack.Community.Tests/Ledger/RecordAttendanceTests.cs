using System.Text.Json;
using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;

namespace UpperBack.Community.Tests.Ledger;

public sealed class RecordAttendanceTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await Facts.StartAtNoonAsync(Facts.CheckOften);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task AnAttendanceLongEnoughKeepsTheDayAndTheOthersAreToldOnce()
    {
        var asha = await server.SignInAsync("Asha", "Asia/Kolkata");
        var attendance = Facts.Attendance(
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
        var told = Assert.Single(await ToldOfAsync(asha.Id));
        Assert.Equal(streak.Text("today"), told.Text("day"));
        Assert.Equal(attendance.SessionId.ToString(), told.Text("sessionId"));
        Assert.Equal((1, 1, 0), (told.Int("currentStreak"), told.Int("longestStreak"), told.Int("freezes")));
    }

    [Fact]
    public async Task ADayThatWasKeptStaysKeptWhenTheClassTurnsOutLonger()
    {
        var chandra = await server.SignInAsync("Chandra");
        var left = Facts.Attendance(chandra.Id, server.Now() - Duration.FromMinutes(1), minutes: 4, classMinutes: 5);
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
        var attendance = Facts.Attendance(
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
        var early = await asha.EventuallyAsync(path, told => told.GetProperty("recorded").GetBoolean());
        Assert.Equal(
            """{"recorded":true,"watchedSeconds":360,"neededSeconds":480,"keeps":false,"dayKept":false}""",
            early.GetRawText()
        );

        await server.PublishAsync(
            Facts.Attendance(asha.Id, server.Now() - Duration.FromMinutes(2), minutes: 15, classMinutes: 16)
        );
        await asha.EventuallyAsync(path, told => told.GetProperty("dayKept").GetBoolean());
        await server.PublishAsync(attendance with { Revision = 2, WatchedSeconds = 480 });
        await asha.EventuallyAsync(path, told => told.GetProperty("keeps").GetBoolean());
        Assert.Equal(
            """{"minutes":10,"share":0.5,"daysPerFreeze":7,"mostFreezes":2}""",
            (await asha.ReadAsync("streak")).GetProperty("rule").GetRawText()
        );
    }

    [Fact]
    public async Task AShortLookKeepsNothingUntilAHigherRevisionMakesItLongEnough()
    {
        var bela = await server.SignInAsync("Bela");
        var first = Facts.Attendance(bela.Id, server.Now() - Duration.FromMinutes(1), minutes: 4, classMinutes: 30);
        await server.PublishAsync(first);
        var entry = (await bela.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 1)).GetProperty(
            "entries"
        )[0];
        Assert.Equal("You did 4 of 30 minutes.", entry.Text("note"));
        Assert.Equal(0, (await bela.ReadAsync("streak")).Int("current"));
        Assert.Empty(await ToldOfAsync(bela.Id));

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
        Assert.Single(await ToldOfAsync(bela.Id));
    }

    [Fact]
    public async Task ASecondClassOnAKeptDayIsNoNews()
    {
        var cleo = await server.SignInAsync("Cleo");
        await server.PublishAsync(Facts.Attendance(cleo.Id, server.Now() - Duration.FromSeconds(20)));
        await cleo.EventuallyAsync("streak", streak => streak.Int("minutesThisWeek") == 25);
        await server.PublishAsync(Facts.Attendance(cleo.Id, server.Now() - Duration.FromSeconds(10)));
        await cleo.EventuallyAsync("streak", streak => streak.Int("minutesThisWeek") == 50);

        Assert.Single(await ToldOfAsync(cleo.Id));
    }

    [Fact]
    public async Task HistoryIsRecordedButNobodyIsToldOfIt()
    {
        var dina = await server.SignInAsync("Dina", "Asia/Kolkata");
        for (var day = -5; day < 0; day++)
            await server.PublishAsync(Facts.Attendance(dina.Id, server.At("Asia/Kolkata", day, 6)));
        await dina.EventuallyAsync("streak", streak => streak.Int("current") == 5);

        Assert.Empty(await ToldOfAsync(dina.Id));
    }

    [Fact]
    public async Task AnAttendanceFromBeforeTheMemberIsKnownCountsInTheirFirstZone()
    {
        var memberId = MemberId.New();
        var startedAt = server.At("Pacific/Kiritimati", -3, 1);
        await server.PublishAsync(Facts.Attendance(memberId, startedAt));
        await Eventually.Is(() => FoldAsync(memberId), streak => streak.KeptDays.Count == 1);
        Assert.Equal([startedAt.InUtc().Date], (await FoldAsync(memberId)).KeptDays);

        // The later profile comes first; the one the member had then is still the one that counts.
        await server.PublishAsync(Facts.Member(memberId, "Emi", "America/Los_Angeles", onBoards: false, revision: 2));
        var today = server.Now().InZone(DateTimeZoneProviders.Tzdb["America/Los_Angeles"]).Date;
        await Eventually.Is(
            () =>
                server
                    .Database()
                    .QueryFirstOrDefaultAsync<long>(
                        "select revision from members where member_id = @memberId",
                        new { memberId },
                        default
                    ),
            revision => revision == 2
        );
        await server.PublishAsync(Facts.Member(memberId, "Emi", "Pacific/Kiritimati", onBoards: false, revision: 1));
        await Eventually.Is(
            () => FoldAsync(memberId),
            streak => streak.KeptDays.Single() == startedAt.InUtc().Date.PlusDays(1)
        );
        Assert.Equal(today, (await FoldAsync(memberId)).Today);
    }

    [Fact]
    public async Task AllRecordsOfOneAttendanceCountForOneDayThoughTheMemberMovesBetweenThem()
    {
        var fred = await server.SignInAsync("Fred", "Pacific/Kiritimati");
        var first = Facts.Attendance(fred.Id, server.At("Pacific/Kiritimati", -1, 1), minutes: 2);
        await server.PublishAsync(first);
        var day = (await fred.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 1))
            .GetProperty("entries")[0]
            .Text("day");

        await server.PublishAsync(Facts.Member(fred.Id, "Fred", "Pacific/Honolulu", onBoards: false));
        await fred.EventuallyAsync("streak", streak => streak.Text("timeZone") == "Pacific/Honolulu");
        await server.PublishAsync(first with { Revision = 2, WatchedSeconds = 1800 });
        var ledger = await fred.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 2);

        Assert.All(ledger.GetProperty("entries").EnumerateArray(), entry => Assert.Equal(day, entry.Text("day")));
    }

    [Fact]
    public async Task ALaterPolicyDoesNotRewriteWhatWasKept()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-test-").FullName;
        var memberId = MemberId.New();
        await using (var before = await UpperBackServer.StartAsync(folder))
        {
            await before.PublishAsync(
                Facts.Attendance(memberId, before.Now() - Duration.FromMinutes(30), minutes: 12, classMinutes: 60)
            );
            await before.LedgerHoldsAsync(1);
        }

        await using (
            var after = await UpperBackServer.StartAsync(
                folder,
                "--Community:KeptDayMinutes",
                "30",
                "--Community:KeptDayShare",
                "1"
            )
        )
        {
            await after.PublishAsync(
                Facts.Attendance(memberId, after.Now() - Duration.FromDays(1), minutes: 12, classMinutes: 60)
            );
            await after.LedgerHoldsAsync(2);
            Assert.Equal(
                [true, false],
                await after.Database().QueryAsync<bool>("select keeps_day from ledger order by position", null, default)
            );
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<Community.Streaks.Streak> FoldAsync(MemberId memberId) =>
        (await StreakInputs.ReadAsync(server.Database(), memberId, "Etc/UTC", default)).Fold(server.Now());

    private async Task<IReadOnlyList<JsonElement>> ToldOfAsync(MemberId memberId) =>
        [
            .. (await server.ToldAsync(nameof(DayKept)))
                .Select(body => JsonDocument.Parse(body).RootElement)
                .Where(told => told.Text("memberId") == memberId.ToString()),
        ];
}
