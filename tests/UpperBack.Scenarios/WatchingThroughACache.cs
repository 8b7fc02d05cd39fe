using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using UpperBack.Crowd.Watching;
using UpperBack.Testing;

namespace UpperBack.Scenarios;

/// <summary>The configuration in deploy/nginx-media.conf before the real executable, into which a picture is
/// streamed.</summary>
public sealed class WatchingThroughACache
{
    private const int Few = 10;
    private const int Many = 200;
    private const int Seconds = 10;
    private const double ChecksPerViewerAndSecond = 2.0 / 4;

    [Fact]
    public async Task MediaIsFetchedFromTheOriginOnceHoweverManyWatch()
    {
        await using var own = await OwnServer.StartAsync(isCached: true);
        var audience = await Audience.SignUpAsync(own.Address, Many);
        await own.StreamAsync(seconds: 120);

        var few = await audience.WatchAsync(own.Cache!.Address, own.Session, Few, Seconds, seed: 1, own);
        var many = await audience.WatchAsync(own.Cache.Address, own.Session, Many, Seconds, seed: 2, own);

        Assert.True(few.Tally.Parts > Few * Seconds, $"Few saw little.\n{few}");
        Assert.True(many.Tally.Parts > Many * Seconds, $"Many saw little.\n{many}");
        Assert.InRange(many.Origin!.Media, few.Origin!.Media * 0.8, few.Origin.Media * 1.2);

        // Whether somebody was taken out of the class has to be asked for each of them: this much does grow, and no
        // more.
        Assert.InRange(many.Origin.AccessChecks, 1, Many * Seconds * ChecksPerViewerAndSecond);
    }

    [Fact]
    public async Task WhatIsCachedIsForThoseWhoMayWatchThisClassOnly()
    {
        await using var own = await OwnServer.StartAsync(isCached: true);
        var audience = await Audience.SignUpAsync(own.Address, viewers: 1);
        await own.StreamAsync(seconds: 60);
        var token = (await audience.LetInAsync(own.Session, viewers: 1)).Single();
        using var http = new HttpClient { BaseAddress = own.Cache!.Address };
        var index = $"/media/{own.Session}/source/index.m3u8";

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, index, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, index, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, index, token[..^4] + "AAAA"));

        var other = await own.PlanAnotherAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, $"/media/{other}/source/index.m3u8", token));
        var elsewhere = (await audience.LetInAsync(other, viewers: 1)).Single();
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(http, index, elsewhere));
        foreach (
            var odd in new[]
            {
                $"/media/{other}/../{own.Session}/source/index.m3u8",
                $"/media/{other}/%2e%2e/{own.Session}/source/index.m3u8",
            }
        )
            Assert.NotEqual(HttpStatusCode.OK, await StatusAsync(http, odd, elsewhere));
    }

    [Fact]
    public async Task WhoIsTakenOutOfTheClassSeesNoMoreOfItWithinTenSeconds()
    {
        await using var own = await OwnServer.StartAsync(isCached: true);
        var audience = await Audience.SignUpAsync(own.Address, viewers: 2);
        await own.StreamAsync(seconds: 60);
        var tokens = await audience.LetInAsync(own.Session, viewers: 2);
        using var http = new HttpClient { BaseAddress = own.Cache!.Address };
        var index = $"/media/{own.Session}/source/index.m3u8";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, index, tokens[0]));

        await own.RemoveAsync(audience.Accounts[0]);
        var removed = Stopwatch.StartNew();
        await Eventually.Is(
            () => StatusAsync(http, index, tokens[0]),
            status => status == HttpStatusCode.Forbidden,
            TimeSpan.FromSeconds(10)
        );
        Assert.True(removed.Elapsed < TimeSpan.FromSeconds(10), $"It took {removed.Elapsed}.");
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
