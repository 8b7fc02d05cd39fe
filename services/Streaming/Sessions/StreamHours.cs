using NodaTime;
using UpperBack.Contracts;
using UpperBack.Kernel.Problems;

namespace UpperBack.Streaming.Sessions;

/// <summary>When a session may be streamed. Pure.</summary>
internal static class StreamHours
{
    // A class that nobody started is over an hour after its planned end; one that was started is ended by Live, some time.
    private static readonly Duration NeverStarted = Duration.FromHours(1);
    private static readonly Duration LongestOverrun = Duration.FromHours(12);

    /// <summary>When the session's stream ends by itself, as far as is known now.</summary>
    public static Instant EndsAt(SessionFacts session, StreamingOptions options) =>
        session.EndedAt is { } endedAt ? endedAt + Duration.FromSeconds(options.EndAfterSeconds)
        : session.Cancelled ? Instant.MinValue
        : session.EndsAt + (session.StartedAt is null ? NeverStarted : LongestOverrun);

    /// <summary>Why a stream cannot begin now, or null when it can.</summary>
    public static Problem? RefuseBegin(Instant now, SessionFacts session, StreamingOptions options)
    {
        if (session.Cancelled)
            return Problem.Of(ErrorCodes.SessionClosed, "This class was cancelled, so it cannot be streamed.");
        if (now >= EndsAt(session, options))
            return Problem.Of(ErrorCodes.StreamStopped, "This class is over, so it can no longer be streamed. Stream to the next one.");

        var from = session.StartsAt - Duration.FromMinutes(options.BeginBeforeMinutes);
        return now < from ? Problem.Of(ErrorCodes.RoomNotOpen, $"This class can be streamed from {from} on. Come back then.") : null;
    }
}
