using NodaTime;

namespace UpperBack.Streaming.Sessions;

/// <summary>What Streaming keeps of a session: its plan, and when its class was held.</summary>
internal sealed class SessionProjection
{
    /// <summary>Which session.</summary>
    public SessionId SessionId { get; init; }

    /// <summary>What people read.</summary>
    public string Title { get; init; } = "";

    /// <summary>Planned start.</summary>
    public Instant StartsAt { get; init; }

    /// <summary>Planned end.</summary>
    public Instant EndsAt { get; init; }

    /// <summary>True when it will not take place.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Who leads.</summary>
    public MemberId InstructorId { get; init; }

    /// <summary>When the class started, or null.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public Instant? EndedAt { get; init; }
}
