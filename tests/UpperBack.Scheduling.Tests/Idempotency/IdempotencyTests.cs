using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Idempotency;

namespace UpperBack.Scheduling.Tests.Idempotency;

/// <summary>A request with an Idempotency-Key can be repeated, and has one effect and one answer.</summary>
public sealed class IdempotencyTests(SchedulingFixture fixture) : IClassFixture<SchedulingFixture>
{
    [Fact]
    public async Task ARepetitionGetsTheFirstAnswerAgain()
    {
        var (body, key) = (fixture.SessionRequest(), Guid.NewGuid().ToString());

        var first = await PostAsync(fixture.Asha, "sessions", key, body);
        var again = await PostAsync(fixture.Asha, "sessions", key, body);

        Assert.Equal((HttpStatusCode.Created, false), (first.Status, first.IsRepeated));
        Assert.Equal((HttpStatusCode.Created, true), (again.Status, again.IsRepeated));
        Assert.Equal(first.Location, again.Location);
        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
        Assert.Equal($"/api/scheduling/sessions/{first.Body["sessionId"]}", first.Location);
    }

    [Fact]
    public async Task TwentyAtOnceMakeOneSeries()
    {
        var (body, key) = (fixture.SeriesRequest(("title", "Twenty at once")), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => PostAsync(fixture.Asha, "series", key, body))
        );

        Assert.All(answers, answer =>
            Assert.Equal((HttpStatusCode.Created, answers[0].Location), (answer.Status, answer.Location))
        );
        Assert.Equal(19, answers.Count(answer => answer.IsRepeated));
        Assert.Single(answers.Select(answer => answer.Body.ToJsonString()).Distinct());
        var (_, series) = await SchedulingFixture.GetAsync(fixture.Asha, "series");
        Assert.Single(series.AsArray(), row => (string?)row!["title"] == "Twenty at once");
    }

    [Fact]
    public async Task ABookingRepeatsItsFirstAnswerAlsoAfterItWasGivenUp()
    {
        var (session, key) = (await fixture.PlanSessionAsync(), Guid.NewGuid().ToString());
        var ben = await fixture.Server.SignInAsync("Ben");

        var first = await PostAsync(ben, $"sessions/{session}/booking", key);
        await SchedulingFixture.DeleteAsync(ben, $"sessions/{session}/booking");
        var again = await PostAsync(ben, $"sessions/{session}/booking", key);

        Assert.Equal(
            (HttpStatusCode.Created, true, "booked"),
            (again.Status, again.IsRepeated, (string?)again.Body["status"])
        );
        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
        Assert.Equal(
            "none",
            (string?)(await SchedulingFixture.GetAsync(ben, $"sessions/{session}")).Body["myBooking"]!["status"]
        );
    }

    [Fact]
    public async Task TheSameKeyForAnotherBodyOrAnotherAddressIsRefused()
    {
        var (key, session) = (Guid.NewGuid().ToString(), await fixture.PlanSessionAsync());
        var ben = await fixture.Server.SignInAsync("Ben");
        await PostAsync(fixture.Asha, "sessions", key, fixture.SessionRequest());
        await PostAsync(ben, $"sessions/{session}/booking", key);

        Refused(await PostAsync(fixture.Asha, "sessions", key, fixture.SessionRequest(("title", "Another"))));
        Refused(await PostAsync(ben, $"sessions/{await fixture.PlanSessionAsync()}/booking", key));

        static void Refused(Answer answer)
        {
            Assert.Equal(
                (HttpStatusCode.UnprocessableEntity, "request.idempotency-key-reused"),
                (answer.Status, (string?)answer.Body["code"])
            );
            Assert.Contains(
                "take a new key",
                (string?)answer.Body["errors"]!["Idempotency-Key"]![0],
                StringComparison.Ordinal
            );
            Assert.False(answer.IsRepeated);
        }
    }

    [Fact]
    public async Task AnotherMembersSameKeyIsAnotherKey()
    {
        var (session, key) = (await fixture.PlanSessionAsync(), Guid.NewGuid().ToString());
        foreach (var name in new[] { "Ben", "Cleo" })
        {
            var answer = await PostAsync(await fixture.Server.SignInAsync(name), $"sessions/{session}/booking", key);
            Assert.Equal((HttpStatusCode.Created, false), (answer.Status, answer.IsRepeated));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData(null)]
    public async Task AMalformedKeyIsRefused(string? key)
    {
        var answer = await PostAsync(fixture.Asha, "sessions", key ?? new string('k', 201), fixture.SessionRequest());

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed"), (answer.Status, (string?)answer.Body["code"]));
        Assert.Contains("1 to 200", answer.Body["errors"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasRefusedIsTriedAgain()
    {
        var key = Guid.NewGuid().ToString();
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await PostAsync(fixture.Asha, "sessions", key, fixture.SessionRequest(("week", 99)))).Status
        );
        Assert.Equal(
            HttpStatusCode.Created,
            (await PostAsync(fixture.Asha, "sessions", key, fixture.SessionRequest())).Status
        );
    }

    [Fact]
    public async Task AKeyIsForgottenAfterADay()
    {
        await using var server = await UpperBackServer.StartAsync();
        var own = new SchedulingFixture();
        await own.UseAsync(server);
        var key = Guid.NewGuid().ToString();
        await PostAsync(own.Asha, "sessions", key, own.SessionRequest());

        server.Clock.Advance(TimeSpan.FromHours(25));
        var fresh = await PostAsync(own.Asha, "sessions", key, own.SessionRequest(("title", "A day later")));
        Assert.Equal((HttpStatusCode.Created, "A day later"), (fresh.Status, (string?)fresh.Body["title"]));

        server.Clock.Advance(TimeSpan.FromHours(25));
        await Eventually.Is(() => CountKeysAsync(server), count => count == 0);
    }

    [Fact]
    public void AnAnswerCanBeReadWithItsKeyOnly()
    {
        var member = MemberId.New();
        var key = IdempotencyKey.Of(member, "a key");
        var answer = key.Seal("shown once"u8.ToArray());

        Assert.Equal("shown once"u8.ToArray(), IdempotencyKey.Of(member, "a key").Open(answer));
        Assert.NotEqual(key.Seal("shown once"u8.ToArray()), answer);
        Assert.DoesNotContain("a key", key.Hash, StringComparison.Ordinal);
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() =>
            IdempotencyKey.Of(member, "another").Open(answer)
        );
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() =>
            IdempotencyKey.Of(MemberId.New(), "a key").Open(answer)
        );
    }

    private static Task<long> CountKeysAsync(UpperBackServer server) =>
        server
            .Services.GetRequiredService<SchedulingDatabase>()
            .QueryFirstOrDefaultAsync<long>("select count(*) from idempotency_keys", null, default);

    private static async Task<Answer> PostAsync(TestMember who, string path, string key, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/scheduling/" + path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        request.Headers.TryAddWithoutValidation(IdempotentRequest.Header, key);
        using var response = await who.Http.SendAsync(request);
        return new Answer(
            response.StatusCode,
            response.Headers.Contains(ReplayedResponse.Replayed),
            response.Headers.Location?.ToString(),
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!
        );
    }

    private sealed record Answer(HttpStatusCode Status, bool IsRepeated, string? Location, JsonNode Body);
}
