using NodaTime;

namespace UpperBack.Scheduling.Sessions;

/// <summary>The state of a session, derived from what happened to it.</summary>
internal static class SessionStatus
{
    public const string Planned = "planned";
    public const string Live = "live";
    public const string Ended = "ended";
    public const string Cancelled = "cancelled";

    // A class may begin late; after this long past its planned end it was not held.
    private static readonly Duration Grace = Duration.FromHours(3);

    public static string Of(SessionMoments moments, Instant now) =>
        moments switch
        {
            { CancelledAt: not null } => Cancelled,
            { EndedAt: not null } => Ended,
            { StartedAt: not null } => Live,
            _ when moments.EndsAt + Grace < now => Ended,
            _ => Planned,
        };

    /// <summary>The last moment of its state, where that ends by the clock alone.</summary>
    public static Instant? PassesAt(SessionMoments moments) =>
        moments is { CancelledAt: null, EndedAt: null, StartedAt: null } ? moments.EndsAt + Grace : null;

    /// <summary>True once nothing can be booked any more.</summary>
    public static bool IsClosed(string status) => status is Ended or Cancelled;
}

/// <summary>What happened to a session, and when.</summary>
internal readonly record struct SessionMoments(
    Instant EndsAt,
    Instant? CancelledAt,
    Instant? StartedAt,
    Instant? EndedAt
);
