using Microsoft.AspNetCore.Http;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>Tells what came through a proxy, trusted or not.</summary>
public static class ForwardedRequests
{
    // X-Original-For is what becomes of X-Forwarded-For once it was believed.
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Original-For", "Forwarded", "Via"];

    /// <summary>Whether a proxy passed it on.</summary>
    public static bool IsForwarded(this HttpRequest request) => ProxyHeaders.Any(request.Headers.ContainsKey);
}
