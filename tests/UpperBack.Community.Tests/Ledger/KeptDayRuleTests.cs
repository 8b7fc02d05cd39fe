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
}
