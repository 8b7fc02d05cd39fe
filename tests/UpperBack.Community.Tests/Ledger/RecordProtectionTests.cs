using NodaTime;
using UpperBack.Community.Ledger;
using UpperBack.Community.Streaks;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Time;
using UpperBack.Testing;

namespace UpperBack.Community.Tests.Ledger;

public sealed class RecordProtectionTests : IAsyncLifetime
{
    private const string Berlin = "Europe/Berlin";

    private UpperBackServer server = null!;

    public async Task InitializeAsync() => server = await Facts.StartAtNoonAsync(Facts.CheckOften);

    public async Task DisposeAsync() => await server.DisposeAsync();

    /// <summary>Kept the day before yesterday's eve; the class of yesterday was spoilt. Told in every order, each
    /// twice.</summary>
    [Theory]
    [InlineData("attendance class protection")]
    [InlineData("attendance protection class")]
    [InlineData("class attendance protection")]
    [InlineData("class protection attendance")]
    [InlineData("protection attendance class")]
    [InlineData("protection class attendance")]
    public async Task ASpoiltClassIsNoMissWhateverIsHeardFirst(string order)
    {
        var (asha, bela) = (await server.SignInAsync("Asha"), await server.SignInAsync("Bela"));
        var held = Facts.Class(server.At(Berlin, -1, 7));
        var facts = new Dictionary<string, IIntegrationEvent[]>
        {
            ["attendance"] =
            [
                Facts.Attendance(asha.Id, server.At(Berlin, -2, 7)),
                Facts.Attendance(bela.Id, server.At(Berlin, -2, 7)),
            ],
            ["class"] = [held],
            ["protection"] = [Facts.Protection(asha.Id, held)],
        };
        foreach (var fact in order.Split(' ').SelectMany(name => facts[name]))
        {
            await server.TellAsync(fact);
            await server.TellAsync(fact);
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
        await server.PublishAsync(Facts.Member(cleo.Id, "Cleo", Berlin, onBoards: true));
        var spoilt = Facts.Class(server.At(Berlin, -20, 7));
        await server.PublishAsync(spoilt);
        foreach (var day in (int[])[-22, -21, -19, -18])
            await server.PublishAsync(Facts.Attendance(cleo.Id, server.At(Berlin, day, 7)));
        await cleo.EventuallyAsync("leaderboards/current-streak", board => Score(board) == 2);

        await server.PublishAsync(Facts.Protection(cleo.Id, spoilt));

        await cleo.EventuallyAsync("leaderboards/current-streak", board => Score(board) == 4);
        Assert.Equal(4, (await cleo.ReadAsync("streak")).Int("longest"));
    }

    [Fact]
    public async Task AnotherClassOfTheDayCanStillBeMissed()
    {
        var dina = await server.SignInAsync("Dina");
        var (spoilt, other) = (Facts.Class(server.At(Berlin, -1, 7)), Facts.Class(server.At(Berlin, -1, 7)));
        await server.PublishAsync(Facts.Attendance(dina.Id, server.At(Berlin, -2, 7)));
        await server.PublishAsync(spoilt);
        await server.PublishAsync(Facts.Protection(dina.Id, spoilt));
        await dina.EventuallyAsync("streak", streak => streak.Int("current") == 1);
        await server.PublishAsync(other);

        await dina.EventuallyAsync("streak", streak => streak.Int("current") == 0);
    }

    [Fact]
    public async Task TheLedgerSaysForHowLongTheVideoFailed()
    {
        var emi = await server.SignInAsync("Emi", "Asia/Tokyo");
        var held = Facts.Class(server.At("Asia/Tokyo", -1, 6));
        await server.PublishAsync(Facts.Attendance(emi.Id, server.At("Asia/Tokyo", -2, 6)));
        await server.PublishAsync(
            Facts.Attendance(emi.Id, server.At("Asia/Tokyo", -1, 6), minutes: 4) with
            {
                SessionId = held.SessionId,
            }
        );
        await server.PublishAsync(Facts.Protection(emi.Id, held, minutes: 12));
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

    /// <summary>Six weeks of ten members, spoilt classes among them, all shuffled and each told twice: every streak is
    /// the one that the member's own classes make, without those that were spoilt for them, and with all that were
    /// spoilt for others.</summary>
    [Fact]
    public async Task EveryStreakIsFoldedWithoutTheClassesThatWereSpoiltForThatMemberAlone()
    {
        var dice = new Random(20261126);
        var members = Enumerable.Range(0, 10).Select(_ => MemberId.New()).ToArray();
        var classes = Enumerable.Range(-42, 42).Select(day => Facts.Class(server.At(Berlin, day, 7))).ToArray();
        var attendances = members
            .SelectMany(_ => classes, (id, held) => (id, held))
            .Where(_ => dice.Next(100) < 75)
            .Select(pair => Facts.Attendance(pair.id, Instant.FromDateTimeOffset(pair.held.StartedAt)))
            .ToArray();
        var protections = members
            .SelectMany(_ => classes, (id, held) => (id, held))
            .Where(_ => dice.Next(100) < 15)
            .Select(pair => Facts.Protection(pair.id, pair.held))
            .ToArray();
        IIntegrationEvent[] facts =
        [
            .. members.Select(id => Facts.Member(id, "Somebody", Berlin, onBoards: false)),
            .. classes,
            .. attendances,
            .. protections,
        ];
        IIntegrationEvent[] told = [.. facts, .. facts];
        dice.Shuffle(told);
        foreach (var fact in told)
            await server.TellAsync(fact);
        await Eventually.Is(UnhandledAsync, count => count == 0, TimeSpan.FromSeconds(60));

        foreach (var id in members)
        {
            var expected = Streak.Fold(
                attendances.Where(attendance => attendance.MemberId == id).Select(Kept),
                classes
                    .Where(held =>
                        !protections.Any(spoilt => spoilt.MemberId == id && spoilt.SessionId == held.SessionId)
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
            facts.Length
            - members.Length
            - await server
                .Database()
                .QueryFirstOrDefaultAsync<int>(
                    "select (select count(*) from ledger) + (select count(*) from held_classes) + (select count(*) from protections)",
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
            at.InZone(zone).Date,
            attendance.WatchedSeconds,
            true
        );
    }

    private static string? StateOfYesterday(System.Text.Json.JsonElement calendar) =>
        calendar.GetProperty("days").EnumerateArray().ToArray()[^2].Text("state");

    private static int? Score(System.Text.Json.JsonElement board) =>
        board.GetProperty("rows").EnumerateArray().Select(row => (int?)row.Int("value")).FirstOrDefault();
}
