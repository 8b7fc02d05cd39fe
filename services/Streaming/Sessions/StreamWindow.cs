using NodaTime;

namespace UpperBack.Streaming.Sessions;

/// <summary>When a session may be streamed. Pure.</summary>
/// <param name="BeginBeforeMinutes">Minutes before the planned start from which it may.</param>
/// <param name="EndAfterSeconds">Seconds after the class until which it may.</param>
internal sealed record StreamWindow(int BeginBeforeMinutes, int EndAfterSeconds)
{
    // A class that nobody started is over an hour after its planned end; Live ends one that was started.
    private static readonly Duration NeverStarted = Duration.FromHours(1);
    private static readonly Duration MaxOverrun = Duration.FromHours(12);

    /// <summary>When the session's stream ends by itself, as far as is known now.</summary>
    public Instant EndsAt(SessionProjection session) =>
        session.EndedAt is { } endedAt ? endedAt + Duration.FromSeconds(EndAfterSeconds)
        : session.Cancelled ? Instant.MinValue
        : session.EndsAt + (session.StartedAt is null ? NeverStarted : MaxOverrun);

    /// <summary>Why a stream cannot begin now, or null when it can.</summary>
    public Problem? RefuseBegin(Instant now, SessionProjection session)
    {
        if (session.Cancelled)
            return Problem.Of(ErrorCodes.SessionClosed, "This class was cancelled, so it cannot be streamed.");
        if (now >= EndsAt(session))
            return Problem.Of(
                ErrorCodes.StreamStopped,
                "This class is over, so it can no longer be streamed. Stream to the next one."
            );

        var from = session.StartsAt - Duration.FromMinutes(BeginBeforeMinutes);
        return now < from
            ? Problem.Of(
                ErrorCodes.RoomNotOpen,
                $"You can go live {BeginBeforeMinutes} minutes before the class at the earliest. Come back then."
            )
            : null;
    }
}
