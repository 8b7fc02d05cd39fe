using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using UpperBack.Contracts;

namespace UpperBack.Kernel.Problems;

/// <summary>Refusals that say, in words and in <c>Retry-After</c>, when to try again.</summary>
public static class TooFast
{
    /// <summary>Refuses over HTTP.</summary>
    /// <param name="response">Gets the header.</param>
    /// <param name="why">A sentence for people.</param>
    /// <param name="wait">After how long to try again; at least a second is said.</param>
    public static ProblemHttpResult Refuse(HttpResponse response, string why, TimeSpan wait) =>
        Refuse(response, ErrorCodes.RateLimited, why, wait);

    /// <summary>Refuses over HTTP with a code of its own.</summary>
    public static ProblemHttpResult Refuse(HttpResponse response, ErrorCode code, string why, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem.Of(code, $"{why} Try again in {Describe(seconds)}.").ToHttp();
    }

    private static string Describe(int seconds) =>
        seconds switch
        {
            1 => "a second",
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(seconds + 59) / 60} minutes"),
        };
}
