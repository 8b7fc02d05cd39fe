using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Kernel.Http;

namespace UpperBack.Architecture;

/// <summary>Every endpoint is described, and needs a signed-in member unless it stands in the list here.</summary>
public sealed partial class ApiRules : IAsyncLifetime
{
    /// <summary>What anybody may ask for. Add to it only what must work before somebody has signed in.</summary>
    private static readonly string[] OpenToAnybody =
    [
        "POST /api/accounts/sign-up",
        "POST /api/accounts/sign-in",
        "POST /api/accounts/refresh",
        "POST /api/accounts/sign-out",
        "GET /api/accounts/session",
        "POST /api/streaming/ingest",
        "GET /api/site/contact",
        "GET /api/settings",
        "* /health/live",
        "* /health/ready",
        "GET /health/connection",
        "* /metrics",
        "GET /openapi/{documentName}.json",
    ];

    /// <summary>What may be asked for without being counted. Add to it only what costs less than counting.</summary>
    private static readonly string[] Uncounted =
    [
        "* /health/live",
        "* /health/ready",
        "GET /api/streaming/access-check",
    ];

    private UpperBackServer server = null!;

    private IReadOnlyList<RouteEndpoint> Endpoints =>
        [
            .. server
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>(),
        ];

    public async Task InitializeAsync() => server = await UpperBackServer.StartAsync(null, "--Telemetry:Metrics", "on");

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public void NothingIsOpenToAnybodyThatIsNotListed()
    {
        Assert.Empty(FindOpen(Endpoints).Except(OpenToAnybody));
        Assert.Empty(OpenToAnybody.Except(FindOpen(Endpoints)));
    }

    [Fact]
    public void WhatComesTooOftenIsRefusedEverywhere()
    {
        Assert.Equal(Uncounted, Endpoints.Where(IsUncounted).SelectMany(Names));
        Assert.Equal(
            [
                ("POST /api/accounts/refresh", LimitNames.Refresh),
                ("POST /api/accounts/sign-in", LimitNames.SignIn),
                ("POST /api/accounts/sign-up", LimitNames.SignUp),
            ],
            Endpoints
                .Where(endpoint => PolicyOf(endpoint) is not (null or LimitNames.Costly))
                .SelectMany(endpoint => Names(endpoint).Select(name => (name, PolicyOf(endpoint)!)))
                .Order()
        );
        Assert.Contains(Endpoints, endpoint => PolicyOf(endpoint) == LimitNames.Costly);
        Assert.True(
            IsUncounted(
                new RouteEndpoint(
                    _ => Task.CompletedTask,
                    Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/api/sample"),
                    0,
                    new EndpointMetadataCollection(new DisableRateLimitingAttribute()),
                    null
                )
            )
        );
    }

    [Fact]
    public void AnEndpointThatIsOpenByMistakeIsFound()
    {
        static RouteEndpoint Make(params object[] metadata) =>
            new(
                _ => Task.CompletedTask,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/api/sample"),
                0,
                new EndpointMetadataCollection(metadata),
                null
            );

        Assert.Equal(
            "GET /api/sample",
            Assert.Single(FindOpen([Make(new HttpMethodMetadata(["GET"]), new AllowAnonymousAttribute())]))
        );
        Assert.Empty(FindOpen([Make(new HttpMethodMetadata(["GET"]))]));
    }

    [Fact]
    public async Task WhoeverIsNotSignedInIsTurnedAwayFromEverythingElse()
    {
        using var anybody = server.Anonymous();
        var closed = Endpoints.SelectMany(Names).Except(OpenToAnybody).Where(IsOurs).ToList();
        Assert.Contains("GET /api/accounts/me", closed);
        Assert.Contains(closed, name => name.Contains("/hubs/live", StringComparison.Ordinal));
        foreach (var name in closed)
        {
            var (method, path) = (
                name.Split(' ')[0],
                Parameter().Replace(name.Split(' ')[1], Guid.NewGuid().ToString())
            );
            using var response = await anybody.SendAsync(
                new HttpRequestMessage(new HttpMethod(method == "*" ? "POST" : method), path)
            );
            Assert.True(
                response.StatusCode == HttpStatusCode.Unauthorized,
                $"{name} answers {(int)response.StatusCode} to anybody."
            );
        }
    }

    [Fact]
    public async Task OpenApiDescribesEveryEndpointInAWord()
    {
        using var anybody = server.Anonymous();
        var paths = JsonDocument
            .Parse(await anybody.GetStringAsync("/openapi/v1.json"))
            .RootElement.GetProperty("paths");
        var mapped = Endpoints
            .SelectMany(Names)
            .Where(name => name.Contains(" /api/", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(mapped);
        Assert.Empty(FindUndescribed(mapped, paths));
    }

    [Fact]
    public async Task OpenApiSaysWhatAnIdIsAndWhoMayCall()
    {
        using var anybody = server.Anonymous();
        var api = JsonDocument.Parse(await anybody.GetStringAsync("/openapi/v1.json")).RootElement;
        var book = api.GetProperty("paths")
            .GetProperty("/api/scheduling/sessions/{sessionId}/booking")
            .GetProperty("post");
        var coaches = api.GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("CreateSessionRequest")
            .GetProperty("properties")
            .GetProperty("coachIds");
        var friend = api.GetProperty("paths").GetProperty("/api/community/friends/{memberId}").GetProperty("put");

        Assert.Equal("uuid", book.GetProperty("parameters")[0].GetProperty("schema").GetProperty("format").GetString());
        Assert.Contains(book.GetProperty("parameters").EnumerateArray(), parameter =>
            (parameter.GetProperty("name").GetString(), parameter.GetProperty("in").GetString())
            == ("Idempotency-Key", "header")
        );
        Assert.Equal(2, book.GetProperty("parameters").GetArrayLength());
        Assert.True(book.GetProperty("responses").TryGetProperty("422", out _));
        Assert.Equal("uuid", coaches.GetProperty("items").GetProperty("format").GetString());
        Assert.True(friend.GetProperty("responses").TryGetProperty("401", out _));
        Assert.Equal(
            0,
            api.GetProperty("paths")
                .GetProperty("/api/accounts/sign-in")
                .GetProperty("post")
                .GetProperty("security")
                .GetArrayLength()
        );
    }

    [Fact]
    public void AnEndpointThatIsNotDescribedIsFound()
    {
        var paths = JsonDocument
            .Parse("""{"/api/a/{id}":{"get":{"summary":"Reads"},"put":{"summary":""}}}""")
            .RootElement;
        Assert.Equal(
            ["PUT /api/a/{id}", "GET /api/b"],
            FindUndescribed(["GET /api/a/{id:guid}", "PUT /api/a/{id:guid}", "GET /api/b"], paths)
        );
    }

    private static bool IsUncounted(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null;

    private static string? PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;

    private static IEnumerable<string> FindOpen(IEnumerable<RouteEndpoint> endpoints) =>
        endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .SelectMany(Names)
            .Where(IsOurs)
            .Distinct();

    private static IEnumerable<string> FindUndescribed(IEnumerable<string> endpoints, JsonElement paths) =>
        endpoints
            .Select(name => Constraint().Replace(name, "{$1}"))
            .Where(name =>
                !(
                    paths.TryGetProperty(name.Split(' ')[1].TrimEnd('/'), out var path)
                    && path.TryGetProperty(name.Split(' ')[0].ToLowerInvariant(), out var operation)
                    && operation.TryGetProperty("summary", out var summary)
                    && !string.IsNullOrWhiteSpace(summary.GetString())
                )
            );

    /// <summary>The pages that describe the API, and the web client's, hold nothing of anybody's.</summary>
    private static bool IsOurs(string name) =>
        !name.Contains(" /docs", StringComparison.Ordinal) && !name.Contains("{*path:regex", StringComparison.Ordinal);

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
                ? methods
                : ["*"]
        ).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{(\w+)[:?][^}]*\}")]
    private static partial Regex Constraint();
}
