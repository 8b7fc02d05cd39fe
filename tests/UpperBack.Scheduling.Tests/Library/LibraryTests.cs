using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Library;

public class LibraryTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public async Task AnExerciseHasEverythingThereIsToKnow()
    {
        var (_, locust) = await GetAsync(fixture.Asha, "exercises/locust");
        Assert.Equal("en", (string?)locust["lang"]);
        foreach (
            var field in new[]
            {
                "instruction",
                "getReady",
                "rest",
                "easier",
                "harder",
                "breathPattern",
                "purpose",
                "summary",
            }
        )
            Assert.NotEqual("", (string)locust[field]!);
        Assert.Equal([0, 1, 2, 3, 4], locust["variations"]!.AsArray().Select(variation => (int)variation!["level"]!));
        Assert.Equal("Y arms", (string?)locust["variations"]![3]!["name"]);
        Assert.Equal("out", (string?)locust["figure"]!["liftOn"]);
        Assert.Equal(
            [180, 92],
            locust["figure"]!["frames"]![1]!["joints"]!["head"]!.AsArray().Select(number => (int)number!)
        );
        Assert.Equal("torso", (string?)locust["figure"]!["lines"]![2]!["part"]);
    }

    [Fact]
    public async Task TheLibraryIsInHindiWhenAskedFor()
    {
        var (_, exercises) = await GetAsync(fixture.Asha, "exercises?lang=hi");
        Assert.Contains(exercises.AsArray(), exercise =>
            (string?)exercise!["name"] == "शलभासन" && (string?)exercise["slug"] == "locust"
        );
        var (_, locust) = await GetAsync(fixture.Asha, "exercises/locust?lang=hi");
        Assert.Equal(
            ("hi", "शलभासन", "strength"),
            ((string?)locust["lang"], (string?)locust["name"], (string?)locust["kind"])
        );
        Assert.Equal("कंधे उचके हुए", (string?)locust["faults"]![0]!["name"]);
        Assert.Equal("3 × 30 सेकंड, Y भुजाएँ", (string?)locust["dosage"]![3]!["text"]);
        var (_, programmes) = await GetAsync(fixture.Asha, "programmes?lang=hi");
        Assert.All(programmes.AsArray(), programme => Assert.Equal("hi", (string?)programme!["lang"]));
        var (_, desk) = await GetAsync(fixture.Asha, "programmes/desk-break?lang=hi");
        Assert.Equal("डेस्क ब्रेक", (string?)desk["title"]);
        Assert.StartsWith(
            "कुर्सी के अगले",
            (string?)desk["weeks"]![0]!["runSheet"]!["steps"]![0]!["instruction"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("exercises")]
    [InlineData("exercises/locust")]
    [InlineData("figures")]
    [InlineData("programmes")]
    [InlineData("programmes/desk-break")]
    [InlineData("programmes/desk-break/weeks/1/run-sheet")]
    public async Task AnotherLanguageIsRefusedWithThoseThereAre(string path) =>
        await RefusedAsync(
            GetAsync(fixture.Asha, path + "?lang=fr"),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "lang must be one of en, hi."
        );

    [Fact]
    public async Task AllFiguresComeInOneAnswer()
    {
        var (_, figures) = await GetAsync(fixture.Asha, "figures");
        var (_, exercises) = await GetAsync(fixture.Asha, "exercises");
        Assert.Equal(
            exercises.AsArray().Select(exercise => (string?)exercise!["slug"]).Append("rest").Order(),
            figures.AsObject().Select(figure => figure.Key).Order()
        );
        Assert.Equal(2, figures["rest"]!["frames"]!.AsArray().Count);
        Assert.Equal(3, figures["inverted-row"]!["props"]!.AsArray().Count);
        var (_, hindi) = await GetAsync(fixture.Asha, "figures?lang=hi");
        Assert.NotEqual((string?)figures["rest"]!["words"], (string?)hindi["rest"]!["words"]);
        Assert.True(JsonNode.DeepEquals(figures["rest"]!["frames"], hindi["rest"]!["frames"]));
    }

    [Fact]
    public async Task BreaksAreDistinguishedFromClasses()
    {
        var (_, programmes) = await GetAsync(fixture.Asha, "programmes");
        var listed = programmes
            .AsArray()
            .Select(programme =>
                (
                    (string?)programme!["slug"],
                    (string?)programme["kind"],
                    (int?)programme["minutes"],
                    (string?)programme["lang"]
                )
            );
        Assert.Contains(("desk-break", "break", 5, "en"), listed);
        Assert.Contains(("flare-day", "break", 2, "en"), listed);
        Assert.Contains(("upper-back-12-weeks", "class", 15, "en"), listed);
        var (_, flare) = await GetAsync(fixture.Asha, "programmes/flare-day");
        Assert.Equal(("break", 2), ((string?)flare["kind"], (int?)flare["minutes"]));
    }

    [Theory]
    [InlineData("exercises")]
    [InlineData("figures")]
    [InlineData("programmes/desk-break/weeks/1/run-sheet")]
    public async Task TheLibraryIsForMembers(string path)
    {
        using var nobody = fixture.Server.Anonymous();
        using var answer = await nobody.GetAsync("/api/scheduling/" + path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task AWeekComesAsBlocksAndAsItsRunSheet()
    {
        var member = await fixture.Server.SignInAsync("Ben", "Europe/London", Roles.Member);
        var (_, week) = await GetAsync(member, "programmes/upper-back-12-weeks/weeks/5/run-sheet");
        Assert.Equal(
            [
                "cat-cow",
                "thread-the-needle",
                "locust",
                "inverted-row",
                "cobra",
                "diaphragmatic-breathing",
                "eagle-arms",
            ],
            week["blocks"]!.AsArray().Select(block => (string?)block!["exercise"])
        );
        Assert.Equal("Y arms", (string?)week["blocks"]![2]!["variation"]);
        Assert.Empty(week["findings"]!.AsArray());
        Assert.Equal(5, week["runSheet"]!["steps"]![0]!["levels"]!.AsArray().Count);
        var (_, flare) = await GetAsync(member, "programmes/flare-day/weeks/1/run-sheet");
        Assert.All(flare["findings"]!.AsArray(), finding => Assert.NotNull((string?)finding!["accepted"]));
        await RefusedAsync(
            GetAsync(member, "programmes/flare-day/weeks/2/run-sheet"),
            HttpStatusCode.NotFound,
            "resource.unknown",
            "weeks 1 to 1"
        );
        await RefusedAsync(
            GetAsync(member, "programmes/nothing/weeks/1/run-sheet"),
            HttpStatusCode.NotFound,
            "resource.unknown",
            "We do not have this programme"
        );
    }
}
