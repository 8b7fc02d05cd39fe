using UpperBack.Community.Ledger;

namespace UpperBack.Community.Tests.Ledger;

public sealed class KeptDayRuleTests
{
    private static readonly KeptDayRule Rule = new(Minutes: 10, Share: 0.5);

    [Theory]
    [InlineData(600, 3600, true)]
    [InlineData(599, 3600, false)]
    [InlineData(450, 900, true)]
    [InlineData(449, 900, false)]
    [InlineData(0, 0, false)]
    [InlineData(30, 0, false)]
    [InlineData(600, 0, true)]
    [InlineData(-5, -20, false)]
    public void TenMinutesOrHalfOfTheClassKeepTheDay(int watchedSeconds, int classSeconds, bool keeps) =>
        Assert.Equal(keeps, Rule.Keeps(watchedSeconds, classSeconds));

    [Fact]
    public void HowMuchIsNeededIsExactlyWhatKeepsTheDay()
    {
        foreach (
            var rule in new[] { Rule, new KeptDayRule(1, 1), new KeptDayRule(20, 0.333), new KeptDayRule(600, 0.01) }
        )
        {
            foreach (var classSeconds in Enumerable.Range(0, 400).Select(i => i * 13))
            {
                var needed = rule.SecondsOf(classSeconds);
                Assert.True(
                    rule.Keeps(needed, classSeconds) && !rule.Keeps(needed - 1, classSeconds),
                    $"{needed} s of {classSeconds} s by {rule}"
                );
            }
        }
    }
}
