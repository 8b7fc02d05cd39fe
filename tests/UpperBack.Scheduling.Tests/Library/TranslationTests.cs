using System.Text.RegularExpressions;
using UpperBack.Scheduling.Content;
using UpperBack.Scheduling.Library;

namespace UpperBack.Scheduling.Tests.Library;

public class TranslationTests
{
    private static readonly ContentLibrary Library = ContentLibrary.LoadEmbedded();
    private static readonly LocalizedLibrary Hindi = Library.Find("hi")!;

    [Fact]
    public void EveryTextIsInHindi()
    {
        var latin = ContentLibrary
            .ReadEmbedded()
            .Where(file => file.Key.StartsWith("Content/hi/", StringComparison.Ordinal))
            .SelectMany(file =>
                TextsOf(JsonDocument.Parse(file.Value).RootElement, "").Select(text => (file.Key, text.Path, text.Text))
            )
            .Where(text =>
                !Regex.IsMatch(text.Text, @"\p{IsDevanagari}") && !text.Path.EndsWith(".slug", StringComparison.Ordinal)
            );
        Assert.Empty(latin);
    }

    [Fact]
    public void StructureStaysWhatItIs()
    {
        Assert.Equal(
            Library.Exercises.Select(exercise => exercise.Slug),
            Hindi.Exercises.Select(exercise => exercise.Slug)
        );
        foreach (var (english, hindi) in Library.Exercises.Zip(Hindi.Exercises))
        {
            Assert.Equal(
                (english.Kind, english.Chain, english.Level, english.Sided),
                (hindi.Kind, hindi.Chain, hindi.Level, hindi.Sided)
            );
            Assert.Equal(english.Faults.Select(fault => fault.Slug), hindi.Faults.Select(fault => fault.Slug));
            Assert.Equal(
                english.Dosage.Select(dosage => dosage with { Variation = null }),
                hindi.Dosage.Select(dosage => dosage with { Variation = null })
            );
        }
    }

    [Fact]
    public void ARunSheetInHindiHasTheSameTimes()
    {
        foreach (var (english, hindi) in Library.Programmes.Zip(Hindi.Programmes))
        {
            foreach (var (week, hindiWeek) in english.Weeks.Zip(hindi.Weeks))
            {
                var (sheet, hindiSheet) = (Library.RunSheetOf(english, week), Hindi.RunSheetOf(hindi, hindiWeek));
                Assert.Equal(
                    sheet.Steps.Select(step => (step.OffsetSeconds, step.Kind, step.Side)),
                    hindiSheet.Steps.Select(step => (step.OffsetSeconds, step.Kind, step.Side))
                );
                Assert.All(hindiSheet.Steps, step =>
                    Assert.DoesNotContain("{", step.Instruction, StringComparison.Ordinal)
                );
                Assert.All(hindiSheet.Steps, step => Assert.Matches(@"\p{IsDevanagari}", step.Name));
            }
        }
    }

    [Fact]
    public void ADosageIsToldInHindi()
    {
        var locust = Hindi.FindExercise("locust")!;
        Assert.Equal("3 × 30 सेकंड, Y भुजाएँ", locust.Dosage[3].ToText(locust.Sided, Hindi.Texts));
        Assert.Equal(
            "हर ओर 90 सेकंड",
            Hindi.FindExercise("thread-the-needle")!.Dosage[1].ToText(sided: true, Hindi.Texts)
        );
    }

    [Theory]
    [InlineData(
        "exercises/locust",
        "\"shrugged-shoulders\"",
        "\"shrugged\"",
        "faults: they must be shrugged-shoulders, head-thrown-back, legs-do-the-work, holding-the-breath, in order."
    )]
    [InlineData(
        "exercises/eagle-arms",
        "अपनी {side} बाँह",
        "अपनी बाँह",
        "instruction: it must say {side} when the exercise has sides, and only then."
    )]
    [InlineData(
        "exercises/camel",
        "\"kindDetail\"",
        "\"alternative\"",
        "kindDetail: give it when English has it, and only then."
    )]
    [InlineData("exercises/camel", "\"purpose\"", "\"porpoise\"", "$.porpoise: ")]
    [InlineData(
        "exercises/inverted-row",
        "\"equipment\": \"मज़बूत मेज़\"",
        "\"equipment\": \"\"",
        "equipment: give it when English has it, and only then."
    )]
    [InlineData("programmes/upper-back-12-weeks", "\"number\": 12", "\"number\": 13", "weeks: give 1 to 12, in order.")]
    [InlineData(
        "programmes/desk-break",
        "\"camel\"",
        "\"cobra\"",
        "weeks[0].instructions: give those of camel, cat-cow, diaphragmatic-breathing, and no others."
    )]
    [InlineData("common", "\"Y arms\"", "\"Z arms\"", "variations: 'Y arms' is missing.")]
    public void ATextThatDoesNotMatchTheEnglishIsNamed(string file, string original, string replacement, string error)
    {
        var message = PlantedMistake.Failure($"Content/hi/{file}.json", original, replacement).Message;
        Assert.StartsWith($"Content/hi/{file}.json, {error}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content/hi/exercises/cobra.json")]
    [InlineData("Content/hi/programmes/flare-day.json")]
    [InlineData("Content/hi/common.json")]
    public void AMissingTranslationIsNamed(string path) =>
        Assert.Equal($"{path}, $: the file is missing.", PlantedMistake.FailureWithout(path).Message);

    [Fact]
    public void ATranslationOfNothingIsRefused()
    {
        var files = ContentLibrary.ReadEmbedded();
        files["Content/hi/exercises/plank.json"] = files["Content/hi/exercises/cobra.json"];
        Assert.Contains(
            "plank.json, $: there is no exercise or programme of this name",
            Assert.Throws<ContentException>(() => ContentLibrary.Load(files)).Message,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<(string Path, string Text)> TextsOf(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [(path, element.GetString()!)],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => TextsOf(item, path)),
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(property => TextsOf(property.Value, $"{path}.{property.Name}")),
            _ => [],
        };
}
