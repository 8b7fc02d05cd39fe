namespace UpperBack.Host.Tests.Operating;

public sealed class CheckPlanTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-plans-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TheProgrammesThatComeAlongAreSound()
    {
        var files = Directory.GetFiles(Repository.Folder("services/Scheduling/Content/programmes"));
        var (code, output) = await CheckAsync(files);

        Assert.Equal(0, code);
        var flare = files.Single(file => file.EndsWith("flare-day.json", StringComparison.Ordinal));
        Assert.Contains(
            $"{flare}: week 1: too-short: the class lasts 2 min 16 s: plan at least 10 minutes (accepted: ",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("upper-back-12-weeks", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnsoundWeekIsToldWithItsReason()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Repository.Folder("services/Scheduling/Content/programmes"), "beginners-14-days.json")
        );
        var file = Write(
            "mine.json",
            text.Replace("\"exercise\": \"locust\"", "\"exercise\": \"cobra\"", StringComparison.Ordinal)
        );
        var (code, output) = await CheckAsync(file);

        Assert.Equal(1, code);
        Assert.Equal(2, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(
            $"{file}: week 2: no-strengthening: there is stretching but no strengthening: add a strength exercise "
                + "(Mobility alone",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task BlocksOfOneClassAreCheckedToo()
    {
        var file = Write(
            "class.json",
            """{ "blocks": [{ "exercise": "locust", "sets": 3, "holdSeconds": 20, "restSeconds": 20 }] }"""
        );
        var (code, output) = await CheckAsync(file);

        Assert.Equal(1, code);
        foreach (var finding in new[] { "loads-before-mobilising", "no-breathing", "too-short" })
            Assert.Contains($"{file}: {finding}: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "{ \"blocks\": [{ \"exercise\": \"plank\" }] }",
        "blocks[0].exercise: Place 1: we do not have this exercise"
    )]
    [InlineData("{ \"weeks\": [] }", "slug")]
    [InlineData("{ \"lessons\": [] }", "neither a programme with weeks nor an object with blocks")]
    [InlineData("[", "$")]
    public async Task WhatCannotBeFollowedIsNoFinding(string text, string words)
    {
        var file = Write("broken.json", text);
        var (code, output) = await CheckAsync(file);

        Assert.Equal(2, code);
        Assert.StartsWith(file, output, StringComparison.Ordinal);
        Assert.Contains(words, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsNamedAndTheOthersAreChecked()
    {
        var sound = Write("sound.json", """{ "blocks": [{ "exercise": "cobra" }] }""");
        var (code, output) = await CheckAsync(Path.Combine(folder, "nowhere.json"), sound);

        Assert.Equal(2, code);
        Assert.Contains("nowhere.json: it cannot be read", output, StringComparison.Ordinal);
        Assert.Contains($"{sound}: no-strengthening: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskedWithoutAFileItSaysHowToAsk()
    {
        var (code, output) = await CheckAsync();
        Assert.Equal(2, code);
        Assert.Empty(output);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<(int Code, string Output)> CheckAsync(params string[] files) =>
        UpperBackServer.PrintVerbAsync(["check-plan", .. files, "--Logging:LogLevel:Default=None"]);
}
