using NodaTime;
using UpperBack.Contracts.Events;

namespace UpperBack.Live.Rooms;

/// <summary>Who leads a room, as it is stored.</summary>
/// <param name="LeaderEpoch">Rises each time a connection acquires leadership: only the last one leads.</param>
/// <param name="Member">Who; null before anybody led.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Connection">From which connection; null when nobody leads.</param>
/// <param name="PreparedSince">Since when prepared cues are sent automatically; null while they are not.</param>
internal sealed record Leading(
    long LeaderEpoch,
    MemberId? Member,
    string? DisplayName,
    string? Connection,
    Instant? PreparedSince
)
{
    /// <summary>Nobody has led yet.</summary>
    public static readonly Leading Nobody = new(0, null, null, null, null);
}

/// <summary>Whether the leader's connection is missing. Pure.</summary>
/// <param name="Since">Since when; null while it is present.</param>
internal sealed record LeaderAbsence(Instant? Since)
{
    /// <summary>It is present.</summary>
    public static readonly LeaderAbsence None = new(Since: null);

    /// <summary>A reload or a change of network is no absence.</summary>
    public static readonly Duration Timeout = Duration.FromSeconds(5);

    /// <summary>The absence after another observation.</summary>
    public LeaderAbsence Observed(bool isPresent, Instant now) =>
        isPresent ? None
        : Since is null ? new LeaderAbsence(now)
        : this;

    /// <summary>Whether the leader counts as away: the class is on, and there is neither their connection nor
    /// video.</summary>
    /// <param name="now">The present.</param>
    /// <param name="isLive">True while the class is on.</param>
    /// <param name="video">One of <see cref="StreamStatus"/>: a leader who is seen is not away.</param>
    public bool IsAway(Instant now, bool isLive, string video) =>
        isLive && video != StreamStatus.Live && Since + Timeout <= now;
}
