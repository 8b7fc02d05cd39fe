using System.Diagnostics;
using System.Net.Http.Headers;
using UpperBack.Crowd.Watching;

namespace UpperBack.Scenarios;

/// <summary>A server with nginx before it, into which a picture is streamed as long as the tests need it.</summary>
public sealed class CachedServerFixture : IAsyncLifetime
{
    internal OwnServer Own { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Own = await OwnServer.StartAsync(isCached: true);
        await Own.StreamAsync();
    }

    public async Task DisposeAsync() => await Own.DisposeAsync();
}

/// <summary>The configuration in deploy/nginx-media.conf before the real executable, into which a picture is
/// streamed.</summary>
[Trait(Measures.Trait, Measures.Time)]
public sealed class WatchingThroughACache(CachedServerFixture fixture) : IClassFixture<CachedServerFixture>
{
    // More people need more passwords hashed, which is not what is measured; each viewer has a token of their own.
    private const int Accounts = 10;
    private const int Few = 10;
    private const int Many = 200;
    private const double ChecksPerViewerAndSecond = 2.0 / 4;

    private static readonly int Seconds = Scale.Of(10, 6);
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);

    private OwnServer Own => fixture.Own;

    [Fact]
    public async Task MediaIsFetchedFromTheOriginOnceHoweverManyWatch()
    {
        var audience = await Audience.SignUpAsync(Own.Address, Accounts);

        var few = await audience.WatchAsync(Own.Cache!.Address, Own.Session, Few, Seconds, seed: 1, Own);
        var many = await audience.WatchAsync(Own.Cache.Address, Own.Session, Many, Seconds, seed: 2, Own);

        Assert.True(few.Tally.Parts > Few * Seconds / Machine.Slowness, $"Few saw little.\n{few}");
        Assert.True(many.Tally.Parts > Many * Seconds / Machine.Slowness, $"Many saw little.\n{many}");
        Assert.InRange(many.Origin!.Media, few.Origin!.Media * 0.8, few.Origin.Media * 1.2);

        // Whether somebody was taken out of the class has to be asked for each of them: this much does grow, and no
        // more.
        Assert.InRange(many.Origin.AccessChecks, 1, Many * Seconds * ChecksPerViewerAndSecond);
    }

    [Fact]
    public async Task WhatIsCachedIsForThoseWhoMayWatchThisClassOnly()
    {
        var audience = await Audience.SignUpAsync(Own.Address, viewers: 1);
        var token = (await audience.LetInAsync(Own.Session, viewers: 1)).Single();
        using var http = new HttpClient { BaseAddress = Own.Cache!.Address };
        var index = $"/media/{Own.Session}/source/index.m3u8";

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, index, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, index, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, index, token[..^4] + "AAAA"));

        var other = await Own.PlanAnotherAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, $"/media/{other}/source/index.m3u8", token));
        var elsewhere = (await audience.LetInAsync(other, viewers: 1)).Single();
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, index, elsewhere));
        foreach (
            var odd in new[]
            {
                $"/media/{other}/../{Own.Session}/source/index.m3u8",
                $"/media/{other}/%2e%2e/{Own.Session}/source/index.m3u8",
            }
        )
            Assert.NotEqual(HttpStatusCode.OK, await StatusAsync(http, odd, elsewhere));
    }

    [Fact]
    public async Task WhoIsTakenOutOfTheClassSeesNoMoreOfItWithinTenSeconds()
    {
        var audience = await Audience.SignUpAsync(Own.Address, viewers: 2);
        var tokens = await audience.LetInAsync(Own.Session, viewers: 2);
        using var http = new HttpClient { BaseAddress = Own.Cache!.Address };
        var index = $"/media/{Own.Session}/source/index.m3u8";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, index, tokens[0]));

        await Own.RemoveAsync(audience.Accounts[0]);
        var removed = Stopwatch.StartNew();
        await Eventually.Is(
            () => StatusAsync(http, index, tokens[0]),
            status => status == HttpStatusCode.Forbidden,
            Promised
        );
        Assert.True(removed.Elapsed < Machine.Allow(Promised), $"It took {removed.Elapsed}.");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, index, tokens[1]));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, string token)
    {
        // What is odd in a path would be straightened out before it is sent.
        var uri = new Uri(
            http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
