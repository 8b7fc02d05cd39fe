using System.Text.Json.Nodes;
using static UpperBack.Scheduling.Tests.SchedulingFixture;

namespace UpperBack.Scheduling.Tests.Library;

public class CheckPlanTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public async Task AStretchingClassIsFoundToLackStrength()
    {
        var (status, plan) = await CheckAsync(
            """
            [{ "exercise": "cobra", "sets": 3, "holdSeconds": 20, "restSeconds": 20, "changeSeconds": 10, "cues": [] }]
            """
        );
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ["no-strengthening", "no-breathing", "too-short"],
            plan["findings"]!.AsArray().Select(finding => (string?)finding!["code"])
        );
        Assert.All(plan["findings"]!.AsArray(), finding => Assert.NotEqual("", (string)finding!["why"]!));
        Assert.Equal(100, (int?)plan["runSheet"]!["durationSeconds"]);
    }

    [Fact]
    public async Task ABlockWithoutAnAmountTakesTheExercisesOwn()
    {
        var (_, plan) = await CheckAsync("""[{ "exercise": "cat-cow" }, { "exercise": "locust", "sets": 2 }]""");
        Assert.Equal(
            (20, 4, 4),
            (
                (int?)plan["blocks"]![0]!["rounds"],
                (int?)plan["blocks"]![0]!["inSeconds"],
                (int?)plan["blocks"]![0]!["outSeconds"]
            )
        );
        Assert.Equal((2, 20), ((int?)plan["blocks"]![1]!["sets"], (int?)plan["blocks"]![1]!["holdSeconds"]));
        Assert.Empty(plan["blocks"]![1]!["cues"]!.AsArray());
    }

    [Theory]
    [InlineData("[]", "A class has 1 to 40 exercises: this one has 0.")]
    [InlineData("[null]", "blocks[0] is null")]
    [InlineData("""[{ "exercise": "plank" }]""", "Place 1: we do not have this exercise")]
    [InlineData(
        """[{ "exercise": "cobra", "holdSeconds": 20, "repetitions": 5 }]""",
        "Cobra (place 1): choose one of a hold, repetitions and rounds."
    )]
    [InlineData(
        """[{ "exercise": "cobra", "holdSeconds": 4000 }]""",
        "Cobra (place 1): the hold in seconds: give 5 to 300."
    )]
    [InlineData(
        """[{ "exercise": "cobra", "sets": 0, "holdSeconds": 20 }]""",
        "Cobra (place 1): the sets: give 1 to 10."
    )]
    [InlineData("""[{ "exercise": "cat-cow", "rounds": 5 }]""", "(place 1): the seconds in: give 1 to 20")]
    [InlineData(
        """[{ "exercise": "cobra", "restSeconds": 121 }]""",
        "Cobra (place 1): the rest must be from 0 to 120 seconds."
    )]
    [InlineData(
        """[{ "exercise": "cobra", "changeSeconds": -1 }]""",
        "the get-ready time must be from 0 to 120 seconds."
    )]
    [InlineData("""[{ "exercise": "cobra", "instruction": "Lift your {side} arm." }]""", "this exercise has no sides")]
    [InlineData("""[{ "exercise": "cobra", "variation": " " }]""", "the name of the version has no words")]
    [InlineData(
        """[{ "exercise": "cobra", "sets": 1, "holdSeconds": 20, "cues": [{ "atSeconds": 20, "text": "Late." }] }]""",
        "a cue comes 0 to 19 seconds after its start, since it lasts 20 s."
    )]
    [InlineData(
        """[{ "exercise": "cobra", "sets": 1, "holdSeconds": 20, "cues": [{ "atSeconds": 2, "text": " " }] }]""",
        "a cue has no words"
    )]
    [InlineData("""[{ "exercise": "cobra", "cues": [null] }]""", "blocks[0].cues[0] is null")]
    public async Task ImpossibleBlocksAreRefusedInWords(string blocks, string detail) =>
        await RefusedAsync(CheckAsync(blocks), HttpStatusCode.BadRequest, "request.invalid", detail);

    [Fact]
    public async Task WhatIsTooMuchIsRefused()
    {
        string Many(int count, string block) => $"[{string.Join(",", Enumerable.Repeat(block, count))}]";
        await RefusedAsync(
            CheckAsync(Many(41, """{ "exercise": "cobra" }""")),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "this one has 41"
        );
        await RefusedAsync(
            CheckAsync(Many(40, """{ "exercise": "cobra", "sets": 10, "holdSeconds": 300 }""")),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "a class lasts at most 180"
        );
        var cues = Many(21, """{ "atSeconds": 1, "text": "Breathe." }""");
        await RefusedAsync(
            CheckAsync($$"""[{ "exercise": "cobra", "cues": {{cues}} }]"""),
            HttpStatusCode.BadRequest,
            "request.invalid",
            "at most 20 prepared cues"
        );
    }

    [Fact]
    public async Task OnlyInstructorsCheckPlans()
    {
        var member = await fixture.Server.SignInAsync("Ben");
        await RefusedAsync(
            PostAsync(member, "plan-check", JsonNode.Parse("""{ "blocks": [{ "exercise": "cobra" }] }""")),
            HttpStatusCode.Forbidden,
            "access.forbidden"
        );
    }

    private Task<(HttpStatusCode Status, JsonNode Body)> CheckAsync(string blocks) =>
        PostAsync(fixture.Asha, "plan-check", new JsonObject { ["blocks"] = JsonNode.Parse(blocks) });
}
