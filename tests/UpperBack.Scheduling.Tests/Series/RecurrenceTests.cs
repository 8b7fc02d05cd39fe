using CsCheck;
using NodaTime;
using NodaTime.Text;
using UpperBack.Kernel.Time;
using UpperBack.Scheduling.Series;

namespace UpperBack.Scheduling.Tests.Series;

public class RecurrenceTests
{
    private static readonly LocalTime HalfPastSix = new(6, 30);

    private static readonly string[] ZoneIds =
    [
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Etc/UTC",
    ];

    private static readonly Gen<LocalDate> GenStart = Gen.Int[0, 3000]
        .Select(days => new LocalDate(2024, 1, 1).PlusDays(days));
    private static readonly Gen<LocalTime> GenTime = Gen.Int[0, (24 * 60) - 1]
        .Select(minutes => LocalTime.FromMinutesSinceMidnight(minutes));
    private static readonly Gen<string> GenDays = Gen.OneOf("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        .Array[1, 7]
        .Select(days => string.Join(',', days.Distinct()));

    private static readonly Gen<string> GenRule = Gen.OneOf(
        Gen.Int[1, 10].Select(interval => $"FREQ=DAILY;INTERVAL={interval}"),
        Gen.Select(Gen.Int[1, 4], GenDays, (interval, days) => $"FREQ=WEEKLY;INTERVAL={interval};BYDAY={days}"),
        Gen.Int[1, 28].Select(day => $"FREQ=MONTHLY;BYMONTHDAY={day}"),
        Gen.Select(Gen.Int[-4, 4].Where(n => n != 0), Gen.OneOf("MO", "FR", "SU"), (n, day) =>
            $"FREQ=MONTHLY;BYDAY={n}{day}"
        ),
        Gen.Int[1, 12].Select(month => $"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=1"),
        Gen.Int[1, 50].Select(count => $"FREQ=DAILY;COUNT={count}")
    );

    [Fact]
    public void AWeekdaySeriesThatBeginsOnASundayHasItsFirstClassOnMonday()
    {
        var days = Read("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", new LocalDate(2026, 11, 22))
            .Between(new LocalDate(2026, 11, 22), new LocalDate(2026, 12, 1))
            .Select(o => o.Day.ToString("R", null));
        Assert.Equal(
            ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"],
            days
        );
    }

    [Fact]
    public void CountCountsFromTheBeginningOfTheSeries()
    {
        var series = Read("FREQ=DAILY;COUNT=10", new LocalDate(2026, 1, 1));
        Assert.Equal(2, series.Between(new LocalDate(2026, 1, 9), new LocalDate(2027, 1, 1)).Count());
    }

    [Theory]
    [InlineData("20260105", 5)]
    [InlineData("20260105T063000", 5)]
    [InlineData("20260105T062900", 4)]
    [InlineData("20260105T053000Z", 5)]
    [InlineData("20260105T052900Z", 4)]
    public void UntilIncludesTheClassAtThatMoment(string until, int classes) =>
        Assert.Equal(
            classes,
            Read($"FREQ=DAILY;UNTIL={until}", new LocalDate(2026, 1, 1))
                .Between(new LocalDate(2026, 1, 1), new LocalDate(2026, 2, 1))
                .Count()
        );

    [Theory]
    [InlineData("99991231", "FREQ=DAILY")]
    [InlineData("99991231T235959", "FREQ=WEEKLY;BYDAY=TH")]
    [InlineData("99991231T235959Z", "FREQ=DAILY")]
    [InlineData("99991231", "FREQ=YEARLY;INTERVAL=400")]
    public void AnEndAtTheEndOfTheCalendarIsAnEndThatNeverComes(string until, string rule)
    {
        var series = Read($"{rule};UNTIL={until}", new LocalDate(2026, 1, 1));
        Assert.Equal(
            new LocalDate(2026, 1, 1),
            series.Between(new LocalDate(2026, 1, 1), new LocalDate(2027, 1, 1)).First().Day
        );
        Assert.False(series.IsOverAfter(Instant.FromUtc(2026, 2, 1, 0, 0)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T01:30:00Z")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T07:30:00Z")]
    [InlineData("Asia/Kolkata", "2026-03-29", "2026-03-28T21:00:00Z")]
    public void ASkippedLocalTimeMovesForwardByTheGap(string zone, string day, string startsAt) =>
        Assert.Equal(startsAt, StartOf(day, new LocalTime(2, 30), zone));

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25", 2, "2026-10-25T00:30:00Z")]
    [InlineData("America/New_York", "2026-11-01", 1, "2026-11-01T05:30:00Z")]
    [InlineData("Asia/Kolkata", "2026-10-25", 2, "2026-10-24T21:00:00Z")]
    public void AnAmbiguousLocalTimeIsTheEarlier(string zone, string day, int hour, string startsAt) =>
        Assert.Equal(startsAt, StartOf(day, new LocalTime(hour, 30), zone));

    [Fact]
    public void TheMorningClassStaysAtHalfPastSixAcrossTheChangeOfClocks()
    {
        var zone = Zones.Get("Europe/Berlin");
        var classes = Read("FREQ=DAILY", new LocalDate(2026, 1, 1))
            .Between(new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31))
            .ToList();
        Assert.Equal(365, classes.Count);
        Assert.All(classes, o => Assert.Equal(o.Day.At(HalfPastSix), o.StartsAt.InZone(zone).LocalDateTime));
    }

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-12-25", "2027-01-29")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30", "2026-12-31", "2027-01-29")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=3", "2026-11-30", "2026-12-14", "2026-12-28")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=3", "2028-02-29", "2032-02-29", "2036-02-29")]
    public void TheRulesOfTheStandardHold(string rule, params string[] days) =>
        Assert.Equal(
            days,
            Read(rule, new LocalDate(2026, 11, 22))
                .Between(new LocalDate(2026, 11, 22), new LocalDate(2040, 1, 1))
                .Take(3)
                .Select(o => o.Day.ToString("R", null))
        );

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3")]
    public void ARuleThatNeverComesTrueIsRefusedAndDoesNotHang(string rule) =>
        Assert.Equal(
            "There is no class within five years of the first day: choose other days or a later last day.",
            Recurrence.Read(rule, new LocalDate(2026, 11, 22), HalfPastSix, Zones.Get("Europe/Berlin")).Error
        );

    [Fact]
    public void ASeriesIsOverAfterItsLastClassHasBegun()
    {
        var series = Read("FREQ=DAILY;COUNT=2", new LocalDate(2026, 1, 1));
        Assert.False(series.IsOverAfter(Instant.FromUtc(2026, 1, 2, 5, 29)));
        Assert.True(series.IsOverAfter(Instant.FromUtc(2026, 1, 2, 5, 30)));
        Assert.False(Read("FREQ=DAILY", new LocalDate(2026, 1, 1)).IsOverAfter(Instant.FromUtc(2200, 1, 1, 0, 0)));
    }

    [Fact]
    public void ClassesComeInOrderAtMostOnceADayAndAtTheirLocalTime() =>
        Gen.Select(GenRule, GenStart, GenTime, Gen.OneOf(ZoneIds))
            .Sample(
                (rule, start, time, zoneId) =>
                {
                    var zone = Zones.Get(zoneId);
                    var (recurrence, error) = Recurrence.Read(rule, start, time, zone);
                    Assert.Null(error);
                    var classes = recurrence!.Between(start, start.PlusYears(2)).ToList();
                    for (var i = 0; i < classes.Count; i++)
                    {
                        Assert.InRange(
                            classes[i].Day,
                            i == 0 ? start : classes[i - 1].Day.PlusDays(1),
                            start.PlusYears(2)
                        );
                        var local = classes[i].StartsAt.InZone(zone).LocalDateTime;
                        var wanted = classes[i].Day.At(time);
                        var mapping = zone.MapLocal(wanted);
                        Assert.Equal(mapping.Count == 0 ? wanted.Plus(GapOf(mapping)) : wanted, local);
                        Assert.Equal(
                            mapping.Count == 2 ? mapping.First().ToInstant() : classes[i].StartsAt,
                            classes[i].StartsAt
                        );
                    }
                }
            );

    [Fact]
    public void AWindowShowsWhatTheWholeSeriesShowsThere() =>
        Gen.Select(GenRule, GenStart, Gen.Int[0, 400], Gen.Int[0, 100])
            .Sample(
                (rule, start, skip, length) =>
                {
                    var series = Recurrence.Read(rule, start, HalfPastSix, Zones.Get("Asia/Kolkata")).Recurrence!;
                    var (from, to) = (start.PlusDays(skip), start.PlusDays(skip + length));
                    Assert.Equal(series.Between(start, to).Where(o => o.Day >= from), series.Between(from, to));
                }
            );

    private static Period GapOf(NodaTime.TimeZones.ZoneLocalMapping mapping) =>
        Period.FromSeconds(mapping.LateInterval.WallOffset.Seconds - mapping.EarlyInterval.WallOffset.Seconds);

    private static string StartOf(string day, LocalTime time, string zone)
    {
        var date = LocalDatePattern.Iso.Parse(day).Value;
        return Read("FREQ=DAILY", date, time, zone).Between(date, date).Single().StartsAt.ToString();
    }

    private static Recurrence Read(string rule, LocalDate start, LocalTime? time = null, string zone = "Europe/Berlin")
    {
        var (recurrence, error) = Recurrence.Read(rule, start, time ?? HalfPastSix, Zones.Get(zone));
        Assert.Null(error);
        return recurrence!;
    }
}
