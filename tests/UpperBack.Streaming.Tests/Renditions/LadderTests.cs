using CsCheck;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Renditions;

namespace UpperBack.Streaming.Tests.Renditions;

public sealed class LadderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("720", "720")]
    [InlineData("480, 720", "720,480")]
    [InlineData("1080,720,480,360", "1080,720,480,360")]
    public void ASettingIsSomeNumbersOfLines(string setting, string expected) =>
        Assert.Equal(expected, string.Join(',', new StreamingOptions { Renditions = setting }.RenditionHeights()!));

    [Theory]
    [InlineData("720p")]
    [InlineData("720,720")]
    [InlineData("720,")]
    [InlineData("-720")]
    [InlineData("143")]
    [InlineData("481")]
    [InlineData("4320")]
    [InlineData("1080,720,480,360,240")]
    [InlineData("low")]
    public void NonsenseIsRefusedInClearWords(string setting)
    {
        var options = new StreamingOptions { Renditions = setting };
        Assert.Null(options.RenditionHeights());
        var error = Assert.Single(options.FindErrors());
        Assert.StartsWith(
            $"Streaming:Renditions is '{setting}', but must be up to 4 different, even numbers of lines",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void NothingIsEnlargedAndEveryOtherRungIsThere() =>
        Gen.Select(Gen.Int[16, 4000], Gen.Int[16, 4000], Gen.Int[72, 1080].Array[0, 4])
            .Sample(
                (width, height, halves) =>
                {
                    var ladder = halves.Select(half => half * 2).Distinct().ToArray();
                    var rungs = Ladder.Below(new VideoFormat(default, width, height), ladder).ToArray();
                    Assert.Equal(
                        ladder.Where(lines => lines < Math.Min(width, height)),
                        rungs.Select(rung => rung.Lines)
                    );
                    Assert.All(rungs, rung =>
                        Assert.Equal(width < height, rung.Scale.EndsWith(":-2", StringComparison.Ordinal))
                    );
                }
            );
}
