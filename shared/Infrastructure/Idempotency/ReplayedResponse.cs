using Microsoft.AspNetCore.Http;
using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Idempotency;

/// <summary>What a repeated request is answered: what its first was, or that its key was used for another.</summary>
public sealed class ReplayedResponse : IResult
{
    /// <summary>Header that tells a repeated answer.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private readonly Problem? refusal;
    private readonly int status;
    private readonly string? location;
    private readonly byte[] body = [];

    internal ReplayedResponse(Problem refusal) => this.refusal = refusal;

    internal ReplayedResponse(int status, string? location, byte[] body) =>
        (this.status, this.location, this.body) = (status, location, body);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (refusal is not null)
        {
            await refusal.ToHttp().ExecuteAsync(httpContext);
            return;
        }

        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers[Replayed] = "true";
        if (location is not null)
            response.Headers.Location = location;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
