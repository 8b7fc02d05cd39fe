using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;
using UpperBack.Kernel.Time;

namespace UpperBack.Community.Tests.Attending;

public sealed class RecordProtectionTests : IAsyncLifetime
{
    private const string Berlin = "Europe/Berlin";

    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await TestEvents.StartAtNoonAsync(TestEvents.CheckOften);

    public async Task DisposeAsync() => await server.DisposeAsync();

    /// <summary>Kept the day before yesterday's eve; the class of yesterday failed. Published in every order, each
    /// twice.</summary>
    [Theory]
    [InlineData("attendance class protection")]
    [InlineData("attendance protection class")]
    [InlineData("class attendance protection")]
    [InlineData("class protection attendance")]
    [InlineData("protection attendance class")]
    [InlineData("protection class attendance")]
    public async Task AFailedClassIsNoMissWhateverArrivesFirst(string order)
    {
        var (asha, bela) = (await server.SignInAsync("Asha"), await server.SignInAsync("Bela"));
        var held = TestEvents.Class(server.At(Berlin, -1, 7));
        var events = new Dictionary<string, IIntegrationEvent[]>
        {
            ["attendance"] =
            [
                TestEvents.Attendance(asha.Id, server.At(Berlin, -2, 7)),
                TestEvents.Attendance(bela.Id, server.At(Berlin, -2, 7)),
            ],
            ["class"] = [held],
            ["protection"] = [TestEvents.Protection(asha.Id, held)],
        };
        foreach (var message in order.Split(' ').SelectMany(name => events[name]))
        {
            await server.PublishAnyAsync(message);
            await server.PublishAnyAsync(message);
        }

        await bela.EventuallyAsync("streak/calendar", calendar => StateOfYesterday(calendar) == "missed");
        await asha.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 2);
        Assert.Equal(
            (1, 0),
            ((await asha.ReadAsync("streak")).Int("current"), (await bela.ReadAsync("streak")).Int("current"))
        );
        Assert.Equal("rest", StateOfYesterday(await asha.ReadAsync("streak/calendar")));
        Assert.Equal(1, (await bela.ReadAsync("streak/ledger")).Int("total"));
    }

    [Fact]
    public async Task AStreakThatWasBrokenIsMendedLongAfterAndTheBoardFollows()
    {
        var cleo = await server.SignInAsync("Cleo");
        await server.PublishAsync(TestEvents.Member(cleo.Id, "Cleo", Berlin, onBoards: true));
        var failed = TestEvents.Class(server.At(Berlin, -20, 7));
        await server.PublishAsync(failed);
        foreach (var day in (int[])[-22, -21, -19, -18])
            await server.PublishAsync(TestEvents.Attendance(cleo.Id, server.At(Berlin, day, 7)));
        await cleo.EventuallyAsync("leaderboards/current-streak", board => Score(board) == 2);

        await server.PublishAsync(TestEvents.Protection(cleo.Id, failed));

        await cleo.EventuallyAsync("leaderboards/current-streak", board => Score(board) == 4);
        Assert.Equal(4, (await cleo.ReadAsync("streak")).Int("longest"));
    }

    [Fact]
    public async Task AnotherClassOfTheDayCanStillBeMissed()
    {
        var dina = await server.SignInAsync("Dina");
        var (failed, other) = (TestEvents.Class(server.At(Berlin, -1, 7)), TestEvents.Class(server.At(Berlin, -1, 7)));
        await server.PublishAsync(TestEvents.Attendance(dina.Id, server.At(Berlin, -2, 7)));
        await server.PublishAsync(failed);
        await server.PublishAsync(TestEvents.Protection(dina.Id, failed));
        await dina.EventuallyAsync("streak", streak => streak.Int("current") == 1);
        await server.PublishAsync(other);

        await dina.EventuallyAsync("streak", streak => streak.Int("current") == 0);
    }

    [Fact]
    public async Task TheLedgerSaysForHowLongTheVideoFailed()
    {
        var emi = await server.SignInAsync("Emi", "Asia/Tokyo");
        var held = TestEvents.Class(server.At("Asia/Tokyo", -1, 6));
        await server.PublishAsync(TestEvents.Attendance(emi.Id, server.At("Asia/Tokyo", -2, 6)));
        await server.PublishAsync(
            TestEvents.Attendance(emi.Id, server.At("Asia/Tokyo", -1, 6), minutes: 4) with
            {
                SessionId = held.SessionId,
            }
        );
        await server.PublishAsync(TestEvents.Protection(emi.Id, held, minutes: 12));
        var ledger = await emi.EventuallyAsync("streak/ledger", ledger => ledger.Int("total") == 3);

        var entries = ledger.GetProperty("entries").EnumerateArray().ToArray();
        Assert.Equal(["attendance", "protection", "attendance"], entries.Select(entry => entry.Text("kind")));
        var protection = entries[1];
        Assert.Equal(
            "The video failed for 12 minutes, so this class can't break your streak.",
            protection.Text("note")
        );
        Assert.Equal(
            (held.SessionId.ToString(), 0, false),
            (
                protection.Text("sessionId"),
                protection.Int("watchedSeconds"),
                protection.GetProperty("kept").GetBoolean()
            )
        );
        Assert.Equal(entries[0].Text("day"), protection.Text("day"));
        Assert.Equal(held.StartedAt, protection.GetProperty("at").GetDateTimeOffset());
    }

    /// <summary>Six weeks of ten members, failed classes among them, all shuffled and each published twice: every
    /// streak is the one that the member's own classes make, without those that failed for them, and with all that
    /// failed for others.</summary>
    [Fact]
    public async Task EachStreakLeavesOutTheClassesThatFailedForThatMemberAlone()
    {
        var dice = new Random(20261126);
        var members = Enumerable.Range(0, 10).Select(_ => MemberId.New()).ToArray();
        var classes = Enumerable.Range(-42, 42).Select(day => TestEvents.Class(server.At(Berlin, day, 7))).ToArray();
        var attendances = members
            .SelectMany(_ => classes, (id, held) => (id, held))
            .Where(_ => dice.Next(100) < 75)
            .Select(pair => TestEvents.Attendance(pair.id, Instant.FromDateTimeOffset(pair.held.StartedAt)))
            .ToArray();
        var protections = members
            .SelectMany(_ => classes, (id, held) => (id, held))
            .Where(_ => dice.Next(100) < 15)
            .Select(pair => TestEvents.Protection(pair.id, pair.held))
            .ToArray();
        IIntegrationEvent[] events =
        [
            .. members.Select(id => TestEvents.Member(id, "Somebody", Berlin, onBoards: false)),
            .. classes,
            .. attendances,
            .. protections,
        ];
        IIntegrationEvent[] published = [.. events, .. events];
        dice.Shuffle(published);
        foreach (var message in published)
            await server.PublishAnyAsync(message);
        await Eventually.Is(UnhandledAsync, count => count == 0, TimeSpan.FromSeconds(60));

        foreach (var id in members)
        {
            var expected = Streak.Fold(
                attendances.Where(attendance => attendance.MemberId == id).Select(Kept),
                classes
                    .Where(held =>
                        !protections.Any(failed => failed.MemberId == id && failed.SessionId == held.SessionId)
                    )
                    .Select(held => Instant.FromDateTimeOffset(held.StartedAt)),
                Zones.Get(Berlin),
                server.Now()
            );
            var folded = (await StreakInputs.ReadAsync(server.Database(), id, Berlin, default)).Fold(server.Now());
            Assert.Equal(
                (expected.Current, expected.Longest, expected.Freezes, string.Join(' ', expected.MissedDays.Order())),
                (folded.Current, folded.Longest, folded.Freezes, string.Join(' ', folded.MissedDays.Order()))
            );
        }

        async Task<int> UnhandledAsync() =>
            events.Length
            - members.Length
            - await server
                .Database()
                .QueryFirstOrDefaultAsync<int>(
                    """
                    select (select count(*) from ledger) + (select count(*) from held_classes) + (select count(*)
                        from protections)
                    """,
                    null,
                    default
                );
    }

    private static Attendance Kept(AttendanceRecorded attendance)
    {
        var (at, zone) = (Instant.FromDateTimeOffset(attendance.ClassStartedAt), Zones.Get(Berlin));
        return new(
            attendance.AttendanceId,
            attendance.Revision,
            attendance.SessionId,
            at,
            zone,
            at.DayIn(zone),
            attendance.WatchedSeconds,
            true
        );
    }

    private static string? StateOfYesterday(System.Text.Json.JsonElement calendar) =>
        calendar.GetProperty("days").EnumerateArray().ToArray()[^2].Text("state");

    private static int? Score(System.Text.Json.JsonElement board) =>
        board.GetProperty("rows").EnumerateArray().Select(row => (int?)row.Int("value")).FirstOrDefault();
}
