using System.Security.Claims;
using Microsoft.Extensions.Options;
using NodaTime;
using StackExchange.Redis;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;

namespace UpperBack.Live.Joining;

/// <summary>Whether a session's room is open, and how many are in it.</summary>
internal static class ReadRoom
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapGet("/sessions/{sessionId}", HandleAsync)
            .WithSummary("A session's room: its state, when it opens, how many are in it")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<RoomState>, ProblemHttpResult>> HandleAsync(
        SessionId sessionId,
        ClaimsPrincipal user,
        SessionLookup sessions,
        RoomRegistry registry,
        PresenceLeases leases,
        IOptions<LiveOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var open = await sessions.RequireOpenAsync(sessionId, user.MemberId(), ct);
        if (!open.Succeeded)
            return open.Problem.ToHttp();

        var plan = open.Value;
        var record = await sessions.ReadRecordAsync(sessionId, ct);
        return TypedResults.Ok(
            new RoomState(
                sessionId,
                plan.Title,
                RoomPolicy.StatusAt(clock.Now(), plan, record, options.Value),
                plan.StartsAt,
                plan.EndsAt,
                RoomPolicy.OpensAt(plan, options.Value),
                record?.ClassStartedAt,
                record?.ClassEndedAt,
                registry.FindCurrent(sessionId)?.People.Count ?? await CountAsync(leases, sessionId, ct)
            )
        );
    }

    private static async Task<int> CountAsync(PresenceLeases leases, SessionId sessionId, CancellationToken ct)
    {
        try
        {
            return (await leases.ReadAsync(sessionId, ct)).People;
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            // The answer is useful without the count.
            return 0;
        }
    }

    /// <param name="SessionId">Which session.</param>
    /// <param name="Title">Title of the class.</param>
    /// <param name="Status">planned, open, live, ended, closed or cancelled.</param>
    /// <param name="StartsAt">Planned start.</param>
    /// <param name="EndsAt">Planned end.</param>
    /// <param name="OpensAt">When the room opens.</param>
    /// <param name="ClassStartedAt">Real start, or null.</param>
    /// <param name="ClassEndedAt">Real end, or null.</param>
    /// <param name="People">How many are in the room.</param>
    internal sealed record RoomState(
        SessionId SessionId,
        string Title,
        string Status,
        Instant StartsAt,
        Instant EndsAt,
        Instant OpensAt,
        Instant? ClassStartedAt,
        Instant? ClassEndedAt,
        int People
    );
}
