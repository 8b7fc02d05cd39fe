using System.Net.Http.Json;

namespace UpperBack.Host.Tests.Web;

/// <summary>One server with narrow limits; each test comes from an address of its own.</summary>
public sealed class LimitsTests(LimitsTests.NarrowServer narrow) : IClassFixture<LimitsTests.NarrowServer>
{
    [Theory]
    [InlineData("192.0.2.3", "GET", "/docs/hub")]
    [InlineData("192.0.2.4", "POST", "/api/accounts/sign-out")]
    [InlineData("192.0.2.5", "POST", "/api/streaming/ingest")]
    [InlineData("192.0.2.6", "GET", "/api/accounts/me")]
    [InlineData("192.0.2.7", "GET", "/media/00000000-0000-0000-0000-000000000001/live.m3u8")]
    [InlineData("192.0.2.8", "POST", "/hubs/live/negotiate")]
    public async Task WhoeverIsNotSignedInMayNotAskForAnythingAsOftenAsTheyLike(
        string address,
        string method,
        string path
    )
    {
        using var http = narrow.Server.Anonymous();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        var answers = new List<HttpResponseMessage>();
        await Eventually.Is(
            async () =>
            {
                answers.AddRange(
                    await Task.WhenAll(
                        Enumerable
                            .Range(0, 10)
                            .Select(_ => http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)))
                    )
                );
                return answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
            },
            refused => refused is not null
        );

        Assert.All(answers.Take(10), answer => Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode));
        var refusal = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(1, refusal.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        var problem = await refusal.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ("rate.limited", true),
            (problem.GetProperty("code").GetString(), problem.GetProperty("retryable").GetBoolean())
        );
        Assert.Equal("That was a little fast. Try again in a second.", problem.GetProperty("detail").GetString());

        using var neighbour = narrow.Server.Anonymous();
        neighbour.DefaultRequestHeaders.Add("X-Forwarded-For", $"{address}0");
        Assert.NotEqual(
            HttpStatusCode.TooManyRequests,
            (await neighbour.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).StatusCode
        );
    }

    /// <summary>As behind a proxy that is not trusted, where everybody has one address.</summary>
    [Theory]
    [InlineData("192.0.2.1", "/health/live")]
    [InlineData("192.0.2.2", "/health/ready")]
    public async Task WhetherTheNodeIsWellIsAnsweredHoweverMuchOthersAsk(string address, string path)
    {
        using var http = narrow.Server.Anonymous();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        await Eventually.Is(
            async () => (await http.GetAsync("/docs/hub")).StatusCode,
            status => status == HttpStatusCode.TooManyRequests
        );

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20 * NarrowServer.AnonymousPerSecond).Select(_ => http.GetAsync(path))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task TheDescriptionOfTheApiIsNotMadeAnewForEachThatAsks()
    {
        using var http = narrow.Server.Anonymous();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.20");
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 2 * NarrowServer.CostlyPerMinute; i++)
            answers.Add(await http.GetAsync("/openapi/v1.json"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(answers.Skip(1), answer => Assert.NotNull(answer.Headers.Age));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.GetAsync("/openapi/v1.json")).StatusCode);
    }

    [Fact]
    public async Task OneMemberDoesNotUseUpWhatAnotherMayAsk()
    {
        var (asha, ben) = (await narrow.Server.SignInAsync("Asha"), await narrow.Server.SignInAsync("Ben"));
        await Eventually.Is(
            async () => (await asha.Http.GetAsync("/api/community/streak")).StatusCode,
            status => status == HttpStatusCode.TooManyRequests
        );
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ben.Http.GetAsync("/api/community/streak")).StatusCode);
    }

    [Fact]
    public async Task WhatIsCostlyIsCountedOnceMore()
    {
        var asha = await narrow.Server.SignInAsync("Asha");
        for (var i = 0; i < 2 * NarrowServer.CostlyPerMinute; i++)
            Assert.Equal(HttpStatusCode.OK, (await asha.Http.GetAsync("/api/community/streak/calendar")).StatusCode);

        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await asha.Http.GetAsync("/api/community/streak/calendar")).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await asha.Http.GetAsync("/api/community/streak")).StatusCode);
    }

    [Theory]
    [InlineData("--Limits:SignInsPerMinute", "-1")]
    [InlineData("--Accounts:HashesAtOnce", "65")]
    [InlineData("--Accounts:HashesWaiting", "1001")]
    [InlineData("--Live:JoinsPerMinute", "0")]
    [InlineData("--Live:ConnectionsPerMember", "-1")]
    public async Task ALimitThatIsNoneIsRefusedAtStart(string setting, string value) =>
        Assert.Equal(
            2,
            await UpperBackServer.RunVerbAsync("check-config", setting, value, "--Logging:LogLevel:Default", "None")
        );

    public sealed class NarrowServer : IAsyncLifetime
    {
        public const int AnonymousPerSecond = 2;
        public const int CostlyPerMinute = 2;

        public UpperBackServer Server { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Server = await UpperBackServer.StartAsync(
                null,
                "--Limits:AnonymousPerSecond",
                $"{AnonymousPerSecond}",
                "--Limits:MemberPerSecond",
                "5",
                "--Limits:CostlyPerMinute",
                $"{CostlyPerMinute}"
            );

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
