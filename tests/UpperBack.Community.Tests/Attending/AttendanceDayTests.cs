using NodaTime;
using UpperBack.Community.Streaks;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests.Attending;

/// <summary>Which day an attendance counts for, whatever changes after it.</summary>
public sealed class AttendanceDayTests : IAsyncLifetime
{
    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task AnAttendanceFromBeforeTheMemberIsKnownCountsInTheirFirstZone()
    {
        var memberId = MemberId.New();
        var startedAt = server.At("Pacific/Kiritimati", -3, 1);
        await server.PublishAsync(TestEvents.Attendance(memberId, startedAt));
        await Eventually.Is(() => FoldAsync(memberId), streak => streak.KeptDays.Count == 1);
        Assert.Equal([startedAt.InUtc().Date], (await FoldAsync(memberId)).KeptDays);

        // The later profile comes first; the one the member had then is still the one that counts.
        await server.PublishAsync(
            TestEvents.Member(memberId, "Emi", "America/Los_Angeles", onBoards: false, revision: 2)
        );
        var today = server.Now().DayIn(DateTimeZoneProviders.Tzdb["America/Los_Angeles"]);
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
        await server.PublishAsync(
            TestEvents.Member(memberId, "Emi", "Pacific/Kiritimati", onBoards: false, revision: 1)
        );
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
        var first = TestEvents.Attendance(fred.Id, server.At("Pacific/Kiritimati", -1, 1), minutes: 2);
        await server.PublishAsync(first);
        var day = (await fred.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 1))
            .GetProperty("entries")[0]
            .Text("day");

        await server.PublishAsync(TestEvents.Member(fred.Id, "Fred", "Pacific/Honolulu", onBoards: false));
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
                TestEvents.Attendance(memberId, before.Now() - Duration.FromMinutes(30), minutes: 12, classMinutes: 60)
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
                TestEvents.Attendance(memberId, after.Now() - Duration.FromDays(1), minutes: 12, classMinutes: 60)
            );
            await after.LedgerHoldsAsync(2);
            Assert.Equal(
                [true, false],
                await after.Database().QueryAsync<bool>("select keeps_day from ledger order by position", null, default)
            );
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<Streak> FoldAsync(MemberId memberId) =>
        (await StreakInputs.ReadAsync(server.Database(), memberId, "Etc/UTC", default)).Fold(server.Now());
}
