using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UpperBack.Contracts;

namespace UpperBack.Kernel.Problems;

/// <summary>Makes every refusal of the HTTP pipeline an RFC 9457 problem with a catalogued code.</summary>
public static class ProblemSetup
{
    /// <summary>Registers the writer of problems.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemExceptionHandler>();
        return services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
            {
                var problem = context.ProblemDetails;
                if (problem.Extensions.ContainsKey("code") || Find(problem.Status) is not { } known)
                    return;

                problem.Type = Problem.TypeOf(known.Code);
                problem.Title = Problem.TitleOf(known.Code);
                problem.Detail ??= known.Detail;
                problem.Extensions["code"] = known.Code.Code;
                problem.Extensions["retryable"] = known.Code.Retryable;
                if (known.ForDevelopers is { } more)
                    problem.Extensions["errors"] = new Dictionary<string, string[]> { ["$"] = [more] };
            }
        );
    }

    /// <summary>Turns exceptions and bodiless error statuses into problems.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) =>
        app.UseExceptionHandler().UseStatusCodePages();

    private static Known? Find(int? status) =>
        status switch
        {
            400 => new(
                ErrorCodes.Malformed,
                "This could not be read. Reload the page and try again.",
                "Compare the request with the description at /docs/api."
            ),
            401 => new(
                ErrorCodes.SignedOut,
                "You are not signed in, or your sign-in has expired. Sign in and try again."
            ),
            403 => new(
                ErrorCodes.Forbidden,
                "Your account may not do this. Ask an administrator if you think it should."
            ),
            404 => new(
                ErrorCodes.NotFound,
                "There is nothing here, or it is not yours to see. Check the link, or start from the timetable."
            ),
            405 => new(
                ErrorCodes.MethodNotAllowed,
                "This cannot be done here. Reload the page and try again.",
                "This address does not take this method: see /docs/api."
            ),
            413 => new(ErrorCodes.TooLarge, "That is too large to send. Send less."),
            415 => new(
                ErrorCodes.UnsupportedMediaType,
                "This could not be read. Reload the page and try again.",
                "Send JSON with Content-Type application/json."
            ),
            429 => new(ErrorCodes.RateLimited, "That was a little fast. Wait a moment and try again."),
            503 => new(ErrorCodes.Unavailable, "This cannot be done at the moment. Try again soon."),
            >= 500 => new(
                ErrorCodes.Unexpected,
                "Something went wrong on our side, and we have noted it. Try again in a moment."
            ),
            _ => null,
        };

    private sealed record Known(ErrorCode Code, string Detail, string? ForDevelopers = null);
}

/// <summary>Bad requests become 4xx problems that say what was wrong; anything else is a logged 500 that says nothing
/// of the inside.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return true;

        if (exception is not BadHttpRequestException bad)
        {
            Unhandled(
                exception,
                context.Request.Method,
                context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint"
            );
            return false;
        }

        var code = bad.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => ErrorCodes.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => ErrorCodes.UnsupportedMediaType,
            _ => ErrorCodes.Malformed,
        };
        await BadRequestMessages.Of(code, bad).ToHttp().ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "Unhandled failure of {Method} {Endpoint}")]
    private partial void Unhandled(Exception exception, string method, string endpoint);
}
