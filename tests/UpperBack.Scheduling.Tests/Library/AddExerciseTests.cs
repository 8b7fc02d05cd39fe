using UpperBack.Scheduling.Library;

namespace UpperBack.Scheduling.Tests.Library;

public sealed class AddExerciseTests
{
    /// <summary>What an exercise is made of: itself, its moving figure, and its texts in each other language.</summary>
    [Fact]
    public void AnExerciseIsThreeFiles()
    {
        var files = ContentLibrary.ReadEmbedded();
        var before = ContentLibrary.Load(files);
        var added = 0;
        foreach (var folder in new[] { "exercises", "figures", "hi/exercises" })
        {
            var cobra = files[$"Content/{folder}/cobra.json"];
            files.Add(
                $"Content/{folder}/sphinx.json",
                cobra
                    .Replace("\"slug\": \"cobra\"", "\"slug\": \"sphinx\"", StringComparison.Ordinal)
                    .Replace("\"name\": \"Cobra", "\"name\": \"Sphinx", StringComparison.Ordinal)
            );
            added++;
        }

        var library = ContentLibrary.Load(files);
        Assert.Equal(3, added);
        Assert.Equal(before.Exercises.Count + 1, library.Exercises.Count);
        Assert.StartsWith("Sphinx", library.FindExercise("sphinx")!.Name, StringComparison.Ordinal);
        foreach (var language in ContentLibrary.Languages)
        {
            Assert.NotNull(library.Find(language)!.FindExercise("sphinx"));
            Assert.True(library.Find(language)!.Figures.ContainsKey("sphinx"));
        }
    }
}
