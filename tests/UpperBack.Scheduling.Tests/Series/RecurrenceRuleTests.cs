using CsCheck;
using NodaTime;
using UpperBack.Kernel.Time;
using UpperBack.Scheduling.Series;

namespace UpperBack.Scheduling.Tests.Series;

public class RecurrenceRuleTests
{
    [Theory]
    [InlineData("", "missing")]
    [InlineData("every monday", "not NAME=VALUE")]
    [InlineData("FREQ=DAILY;", "not NAME=VALUE")]
    [InlineData("INTERVAL=2", "no FREQ")]
    [InlineData("FREQ=HOURLY", "DAILY, WEEKLY, MONTHLY or YEARLY")]
    [InlineData("FREQ=DAILY;FREQ=DAILY", "FREQ twice")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL=0: give 1 to 400")]
    [InlineData("FREQ=DAILY;COUNT=99999999999", "COUNT=99999999999: give 1 to 2000")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20270101", "both COUNT and UNTIL")]
    [InlineData("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=TOMORROW")]
    [InlineData("FREQ=DAILY;UNTIL=20261399", "no date")]
    [InlineData("FREQ=DAILY;UNTIL=20200101", "ends before the series begins")]
    [InlineData("FREQ=DAILY;BYHOUR=6", "localTime")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX")]
    [InlineData("FREQ=WEEKLY;BYDAY=2MO", "MONTHLY or YEARLY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "from 1 to 31")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=3", "only with FREQ=YEARLY")]
    [InlineData("FREQ=DAILY;BYYEARDAY=3", "only with FREQ=YEARLY")]
    [InlineData("FREQ=DAILY;BYSETPOS=1", "BYSETPOS alone")]
    [InlineData("FREQ=DAILY;WKST=9", "WKST=9")]
    [InlineData("FREQ=DAILY;COLOUR=BLUE", "COLOUR, which is not known")]
    public void ABadRuleIsRefusedWithWhatToDo(string rule, string error) =>
        Assert.Contains(
            error,
            Recurrence.Read(rule, new LocalDate(2026, 11, 22), new LocalTime(6, 30), Zones.Get("Europe/Berlin")).Error,
            StringComparison.Ordinal
        );

    [Fact]
    public void AnEndlessRuleTextIsRefused() =>
        Assert.Contains(
            "too long",
            RecurrenceRule.Read("FREQ=DAILY;BYDAY=" + new string('M', 500)).Error,
            StringComparison.Ordinal
        );

    [Fact]
    public void AnyTextGivesARuleOrAnErrorAndNothingElse() =>
        Gen.OneOf(
                Gen.String[Gen.Char["FREQDAILYWEKMONTHSU=;,-0123456789BT"], 0, 60],
                Gen.Select(
                    Gen.OneOf("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
                    Gen.OneOf(
                        "INTERVAL",
                        "COUNT",
                        "UNTIL",
                        "BYDAY",
                        "BYMONTH",
                        "BYMONTHDAY",
                        "BYSETPOS",
                        "BYWEEKNO",
                        "BYYEARDAY",
                        "WKST"
                    ),
                    Gen.String[Gen.Char["MOTUFR0123456789-,TZ"], 0, 20],
                    (frequency, part, value) => $"FREQ={frequency};{part}={value}"
                )
            )
            .Sample(text =>
            {
                var (recurrence, error) = Recurrence.Read(
                    text,
                    new LocalDate(2026, 11, 22),
                    new LocalTime(6, 30),
                    Zones.Get("Europe/Berlin")
                );
                Assert.True(recurrence is null != error is null);
            });

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday at 06:30")]
    [InlineData("FREQ=DAILY", "every day at 06:30")]
    [InlineData("FREQ=DAILY;COUNT=14", "every day at 06:30, 14 times")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every week on Monday, Wednesday and Friday at 06:30")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2", "every other week on Sunday at 06:30")]
    [InlineData(
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA;UNTIL=20271231T060000Z",
        "every 3 weeks on Saturday at 06:30, until 2027-12-31"
    )]
    [InlineData("FREQ=MONTHLY", "every month on day 22 at 06:30")]
    [InlineData("FREQ=YEARLY", "every year on November 22 at 06:30")]
    [InlineData("freq=monthly;byday=-1fr", "by the rule FREQ=MONTHLY;BYDAY=-1FR at 06:30")]
    public void ARuleReadsAsPeopleSayIt(string rule, string text) =>
        Assert.Equal(text, RuleText.Of(RecurrenceRule.Read(rule).Rule!, new LocalDate(2026, 11, 22), "06:30"));
}
