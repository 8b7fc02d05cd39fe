using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Streaming.Sessions;

namespace UpperBack.Streaming.Health;

/// <summary>A viewer's player reports when its picture stood still. Only what can be true is stored: of viewers, while
/// the class was on and they were there. Repeating a report changes nothing.</summary>
internal static class ReportHealth
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxStalls = 100;
    private const int MaxStored = 200;
    private const long MaxMs = 60 * 60 * 1000;

    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("/sessions/{sessionId}/health", HandleAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .WithSummary("Tell when my player's picture stood still, and how far behind it is")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        Request body,
        ClaimsPrincipal caller,
        SessionLookup sessions,
        StreamingDatabase database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var stalls = body.Stalls ?? [];
        var validation = new Validation()
            .Wire(stalls.Count <= MaxStalls, "stalls", $"Tell of at most {MaxStalls} stalls at once.")
            .Wire(
                stalls.All(stall => stall.DurationMs is >= 0 and <= MaxMs),
                "stalls",
                $"A stall's durationMs must be from 0 to {MaxMs}."
            )
            .Wire(
                stalls.All(stall => stall.AtMs is >= 0 and <= 1L << 50),
                "stalls",
                "A stall's atMs must be Unix milliseconds."
            )
            .Wire(body.LatencyMs is null or (>= 0 and <= MaxMs), "latencyMs", $"latencyMs must be from 0 to {MaxMs}.");
        if (validation.Problem is { } refusal)
            return refusal.ToHttp();

        var session = await sessions.FindAsync(sessionId, ct);
        if (!session.Succeeded)
            return session.Problem.ToHttp();

        var isViewer = await database.InBatchAsync(
            (work, token) =>
                StoreAsync(work, session.Value, caller.MemberId(), stalls, body.LatencyMs, clock.NowMs(), token),
            ct
        );
        return isViewer
            ? TypedResults.NoContent()
            : Problem
                .Of(ErrorCodes.Forbidden, "Only people who watch this class can say how its video plays.")
                .ToHttp();
    }

    private static async Task<bool> StoreAsync(
        UnitOfWork work,
        SessionProjection session,
        MemberId memberId,
        IReadOnlyList<Stall> stalls,
        long? latencyMs,
        long nowMs,
        CancellationToken ct
    )
    {
        // A write comes first, so that simultaneous reports of one viewer wait for each other.
        var viewer = await work.QueryFirstOrDefaultAsync<ViewerRow>(
            """
            update viewers set last_at = last_at where session_id = @SessionId and member_id = @memberId
            returning first_at as FirstAt, stalls as Stalls
            """,
            new { session.SessionId, memberId },
            ct
        );
        if (viewer is null)
            return false;

        var known = ViewerRows.Read(viewer.Stalls);
        var accepted = session.StartedAt is not { } startedAt
            ? []
            : stalls.Select(stall =>
                OutagePolicy.ClampToClass(
                    new TimeInterval(stall.AtMs, stall.AtMs + stall.DurationMs),
                    viewer.FirstAt.ToUnixTimeMilliseconds(),
                    startedAt.ToUnixTimeMilliseconds(),
                    session.EndedAt?.ToUnixTimeMilliseconds(),
                    nowMs
                )
            );
        await work.ExecuteAsync(
            """
            update viewers set stalls = @stalls, latency_ms = coalesce(@latencyMs, latency_ms)
            where session_id = @SessionId and member_id = @memberId
            """,
            new
            {
                session.SessionId,
                memberId,
                stalls = ViewerRows.Write(known.With(accepted).Longest(MaxStored)),
                latencyMs,
            },
            ct
        );
        return true;
    }

    private sealed class ViewerRow
    {
        public Instant FirstAt { get; init; }

        public string? Stalls { get; init; }
    }

    /// <param name="Stalls">Since the last report; at most 100.</param>
    /// <param name="LatencyMs">How far behind the class the picture is; null when not known.</param>
    internal sealed record Request([MaxLength(MaxStalls)] IReadOnlyList<Stall>? Stalls, long? LatencyMs = null);

    /// <param name="AtMs">When the picture began to stand still, Unix milliseconds on the server's clock.</param>
    /// <param name="DurationMs">For how long, at most an hour.</param>
    internal sealed record Stall(long AtMs, long DurationMs);
}
