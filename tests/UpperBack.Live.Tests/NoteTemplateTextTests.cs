using CsCheck;
using UpperBack.Live.FormNotes;

namespace UpperBack.Live.Tests;

public sealed class NoteTemplateTextTests
{
    [Theory]
    [InlineData("{name}, lower your {side} shoulder in {exercise}", "left", "Asha, lower your left shoulder in Locust")]
    [InlineData("{name}, lower your {side} shoulder", null, "Asha, lower your shoulder")]
    [InlineData("{side} shoulder down", null, "shoulder down")]
    [InlineData("Down on the {side}.", null, "Down on the.")]
    [InlineData("Well done", null, "Well done")]
    [InlineData("A brace { alone stays", "left", "A brace { alone stays")]
    public void PlaceholdersAreFilledForEachTarget(string text, string? side, string filled)
    {
        Assert.Null(NoteTemplateText.FindFault(text, "Locust"));
        Assert.Equal(filled, NoteTemplateText.Fill(text, "Asha Rao", "Locust", side));
    }

    [Fact]
    public void AnUnknownPlaceholderIsNamedTogetherWithThoseThereAre() =>
        Assert.Equal(
            "{nmae}, {Side} cannot be filled in: there are {name}, {exercise} and {side}.",
            NoteTemplateText.FindFault("{nmae}, your {Side} arm, {name}", "Locust")
        );

    [Fact]
    public void AnExerciseThatNobodyNamedIsAskedFor()
    {
        Assert.Contains(
            "name it yourself",
            NoteTemplateText.FindFault("In {exercise} breathe", null),
            StringComparison.Ordinal
        );
        Assert.Null(NoteTemplateText.FindFault("Breathe", null));
    }

    [Fact]
    public void ANameThatLooksLikeAPlaceholderStaysAName() =>
        Assert.Equal("{side}, breathe left", NoteTemplateText.Fill("{name}, breathe {side}", "{side} x", null, "left"));

    [Fact]
    public void WordsWithoutBracesAreLeftAsTheyAre() =>
        Gen.String[Gen.Char['a', 'z'], 0, 40]
            .Sample(text => Assert.Equal(text, NoteTemplateText.Fill(text, "Asha", "Locust", "left")));
}
