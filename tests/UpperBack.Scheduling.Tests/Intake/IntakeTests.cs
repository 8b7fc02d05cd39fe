using System.Text.Json.Nodes;
using CsCheck;
using UpperBack.Scheduling.Intake;

namespace UpperBack.Scheduling.Tests.Intake;

public sealed class IntakeTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public void ARedFlagLeadsToAClinicianAndToNothingElse() =>
        Gen.Select(
                Gen.OneOf(IntakeTexts.RedFlags.ToArray()).Array[1, 6],
                Gen.OneOf(IntakeTexts.Experiences.ToArray()),
                Gen.Int[0, 10]
            )
            .Sample(
                (flags, experience, pain) =>
                {
                    var proposal = IntakeProposal.Of(new IntakeAnswers(["neck"], flags, experience, [], pain));
                    Assert.True(proposal.Clinician);
                    Assert.Null(proposal.Programme);
                    Assert.Contains("doctor or physiotherapist", proposal.Advice[0], StringComparison.Ordinal);
                }
            );

    [Theory]
    [InlineData("new", 2, "beginners-14-days", 1)]
    [InlineData("some", 2, "upper-back-12-weeks", 1)]
    [InlineData("regular", 2, "upper-back-12-weeks", 2)]
    [InlineData("regular", 7, "flare-day", 0)]
    public void TheProgrammeFollowsFromExperienceAndPain(string experience, int pain, string programme, int level)
    {
        var proposal = IntakeProposal.Of(new IntakeAnswers(["shoulders"], [], experience, ["sturdy-table"], pain));
        Assert.Equal((programme, level), (proposal.Programme, proposal.StartLevel));
        Assert.NotEmpty(proposal.Why);
    }

    [Fact]
    public async Task SeriesAreProposedAtTheWantedTimeOnTheMembersClock()
    {
        var (_, series) = await SchedulingFixture.PostAsync(fixture.Asha, "series", fixture.SeriesRequest());
        var ben = await fixture.Server.SignInAsync("Ben", "Asia/Kolkata");

        var (status, morning) = await SchedulingFixture.PostAsync(ben, "intake", Answers("morning"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("upper-back-12-weeks", (string?)morning["programme"]!["slug"]);
        var proposed = Assert.Single(morning["series"]!.AsArray())!;
        Assert.Equal(
            ((string?)series["seriesId"], "06:30"),
            ((string?)proposed["seriesId"], (string?)proposed["localStart"])
        );
        Assert.Empty((await SchedulingFixture.PostAsync(ben, "intake", Answers("evening"))).Body["series"]!.AsArray());
    }

    [Fact]
    public async Task WhatIsNoAnswerIsRefusedWithTheAnswersThereAre()
    {
        var answers = Answers("at night");
        answers["where"] = new JsonArray("toe");
        answers["painToday"] = 12;
        var (status, problem) = await SchedulingFixture.PostAsync(fixture.Asha, "intake", answers);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        foreach (var field in new[] { "where", "timeOfDay", "painToday" })
            Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task ARedFlagStandsUntilItsMemberTakesItBack()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        var flagged = Answers("morning");
        flagged["redFlags"] = new JsonArray("numbness", "fever");
        var (_, refused) = await SchedulingFixture.PostAsync(ben, "intake", flagged);
        Assert.True((bool)refused["clinician"]!);

        // Answers that do not mention it, however often, take nothing back.
        var (_, emptied) = await SchedulingFixture.PostAsync(ben, "intake", Answers("morning"));
        Assert.True((bool)emptied["clinician"]!);
        Assert.Null(emptied["programme"]);
        Assert.Equal(
            """["fever","numbness"]""",
            (await SchedulingFixture.GetAsync(ben, "intake")).Body["redFlags"]!.ToJsonString()
        );
        using var chosen = await ChooseAsync(ben);
        Assert.Equal(HttpStatusCode.Conflict, chosen.StatusCode);
        Assert.Contains("intake.red-flag-stands", await chosen.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var one = Answers("morning");
        one["takenBack"] = new JsonArray("fever");
        Assert.Equal(
            """["numbness"]""",
            (await SchedulingFixture.PostAsync(ben, "intake", one)).Body["redFlags"]!.ToJsonString()
        );
        one["takenBack"] = new JsonArray("numbness");
        var (_, proposed) = await SchedulingFixture.PostAsync(ben, "intake", one);
        Assert.Equal("upper-back-12-weeks", (string?)proposed["programme"]!["slug"]);
        using var kept = await ChooseAsync(ben);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal("[]", (await SchedulingFixture.GetAsync(fixture.Asha, "intake")).Body["redFlags"]!.ToJsonString());
    }

    [Fact]
    public async Task AProgrammeIsChosenAndReadAgain()
    {
        var ben = await fixture.Server.SignInAsync("Ben");
        Assert.Equal(HttpStatusCode.NotFound, (await SchedulingFixture.GetAsync(ben, "my-programme")).Status);
        using var refused = await ben.Http.PutAsync(
            "/api/scheduling/my-programme",
            System.Net.Http.Json.JsonContent.Create(new { programme = "none", startLevel = 9 })
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var chosen = await ChooseAsync(ben);
        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal(
            "beginners-14-days",
            (string?)(await SchedulingFixture.GetAsync(ben, "my-programme")).Body["programme"]
        );
    }

    private static Task<HttpResponseMessage> ChooseAsync(TestMember member) =>
        member.Http.PutAsync(
            "/api/scheduling/my-programme",
            System.Net.Http.Json.JsonContent.Create(new { programme = "beginners-14-days", startLevel = 1 })
        );

    private static JsonObject Answers(string timeOfDay) =>
        new()
        {
            ["where"] = new JsonArray("between-shoulder-blades"),
            ["redFlags"] = new JsonArray(),
            ["experience"] = "some",
            ["equipment"] = new JsonArray("none"),
            ["timeOfDay"] = timeOfDay,
            ["painToday"] = 2,
        };
}
