using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using UpperBack.Contracts;
using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Data;

/// <summary>A database that is away, overloaded or full is no fault of the request: it is answered with 503 and when to
/// try again. Nothing of the request was stored, unless the database failed while it committed: then doing it again is
/// harmless.</summary>
internal sealed partial class DataProblems(SqlDialect dialect, ILogger<DataProblems> log) : IExceptionHandler
{
    private const int SecondsUntilBack = 2,
        SecondsUntilRoom = 30;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (
            context.RequestAborted.IsCancellationRequested
            || exception is not DbException error
            || !dialect.IsTransient(error)
        )
            return false;

        Refused(
            error,
            context.Request.Method,
            context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "no endpoint"
        );
        var (seconds, reason) = dialect.IsFull(error)
            ? (
                SecondsUntilRoom,
                "The server has no room left to store this, so nothing was stored. Try again in a minute."
            )
            : (SecondsUntilBack, "The database does not answer at the moment. Try again in a few seconds.");
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Problem.Of(ErrorCodes.Unavailable, reason).ToHttp().ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Endpoint} was refused for the database's sake")]
    private partial void Refused(Exception exception, string method, string endpoint);
}
