using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;

namespace UpperBack.Live.Rooms;

/// <summary>Who leads a room, as it is stored.</summary>
/// <param name="LeaderEpoch">Counts the entries of those who lead: only the connection of the last one does.</param>
/// <param name="Member">Who; null before anybody led.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Connection">From which connection; null when nobody leads.</param>
/// <param name="PreparedSince">Since when prepared cues leave by themselves; null while they do not.</param>
internal sealed record Leading(
    long LeaderEpoch,
    MemberId? Member,
    string? DisplayName,
    string? Connection,
    Instant? PreparedSince
)
{
    /// <summary>Nobody led yet.</summary>
    public static readonly Leading Nobody = new(0, null, null, null, null);
}

/// <summary>Whether the connection that leads is missing. Pure.</summary>
/// <param name="Since">Since when; null while it is there.</param>
internal sealed record LeaderAbsence(Instant? Since)
{
    /// <summary>It is there.</summary>
    public static readonly LeaderAbsence None = new(Since: null);

    /// <summary>A reload or a change of network is no absence.</summary>
    public static readonly Duration Timeout = Duration.FromSeconds(5);

    /// <summary>What is known after another look.</summary>
    public LeaderAbsence Seen(bool isHere, Instant now) =>
        isHere ? None
        : Since is null ? new LeaderAbsence(now)
        : this;

    /// <summary>Whether people should be told: the class is on, and neither the connection nor a picture is
    /// there.</summary>
    /// <param name="now">The present.</param>
    /// <param name="isLive">True while the class is on.</param>
    /// <param name="video">One of <see cref="StreamStatus"/>: who is seen is not away.</param>
    public bool IsAway(Instant now, bool isLive, string video) =>
        isLive && video != StreamStatus.Live && Since + Timeout <= now;
}
