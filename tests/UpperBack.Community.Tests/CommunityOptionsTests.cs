namespace UpperBack.Community.Tests;

public sealed class CommunityOptionsTests
{
    [Fact]
    public void TheDefaultsAreFine() => Assert.Empty(new CommunityOptions().FindErrors());

    [Fact]
    public void EverySettingThatIsWrongIsNamed()
    {
        var errors = new CommunityOptions
        {
            KeptDayMinutes = 0,
            KeptDayShare = double.NaN,
            CheckSeconds = 4000,
        }
            .FindErrors()
            .ToArray();

        Assert.Equal(3, errors.Length);
        Assert.StartsWith("Community:KeptDayMinutes is 0", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("Community:KeptDayShare is NaN", errors[1], StringComparison.Ordinal);
        Assert.StartsWith("Community:CheckSeconds is 4000", errors[2], StringComparison.Ordinal);
    }
}
