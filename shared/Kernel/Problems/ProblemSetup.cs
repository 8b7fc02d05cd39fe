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
        return services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            if (problem.Extensions.ContainsKey("code") || Find(problem.Status) is not { } known)
                return;

            problem.Type = Problem.TypeOf(known.Code);
            problem.Title = Problem.TitleOf(known.Code);
            problem.Detail ??= known.Detail;
            problem.Extensions["code"] = known.Code.Code;
            problem.Extensions["retryable"] = known.Code.Retryable;
        });
    }

    /// <summary>Turns exceptions and bodiless error statuses into problems.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseExceptionHandler().UseStatusCodePages();

    private static (ErrorCode Code, string Detail)? Find(int? status) => status switch
    {
        400 => (ErrorCodes.Malformed, "The request could not be read. Compare it with the API description at /docs/api."),
        401 => (ErrorCodes.SignedOut, "You are not signed in, or your sign-in has expired. Sign in and try again."),
        403 => (ErrorCodes.Forbidden, "Your account may not do this. Ask an administrator for the role it needs."),
        404 => (ErrorCodes.NotFound, "There is nothing at this address, or it is not yours to see."),
        405 => (ErrorCodes.MethodNotAllowed, "This address does not take this method. See /docs/api."),
        413 => (ErrorCodes.TooLarge, "The request is too large. Send less."),
        415 => (ErrorCodes.UnsupportedMediaType, "Send JSON with Content-Type application/json."),
        429 => (ErrorCodes.RateLimited, "Too many requests. Wait a moment and try again."),
        503 => (ErrorCodes.Unavailable, "The service cannot do this at the moment. Try again soon."),
        >= 500 => (ErrorCodes.Unexpected, "Something failed on our side and was logged. Try again in a moment."),
        _ => null,
    };
}

/// <summary>Bad requests become 4xx problems that say what was wrong; anything else is a logged 500 that says nothing of the inside.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return true;

        if (exception is not BadHttpRequestException bad)
        {
            Unhandled(exception, context.Request.Method, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint");
            return false;
        }

        var code = bad.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => ErrorCodes.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => ErrorCodes.UnsupportedMediaType,
            _ => ErrorCodes.Malformed,
        };
        await Problem.Of(code, BadRequestWords.Of(bad)).ToHttp().ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(1, LogLevel.Error, "Unhandled failure of {Method} {Endpoint}")]
    private partial void Unhandled(Exception exception, string method, string endpoint);
}
