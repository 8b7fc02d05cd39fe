using UpperBack.Contracts.Events;

namespace UpperBack.Streaming.Streams;

/// <summary>Where a session's stream stands. Milliseconds are Unix time on the server's clock. Pure.</summary>
/// <param name="Status">One of <see cref="StreamStatus"/>.</param>
/// <param name="Revision">Rises whenever the status changes, or what is missing.</param>
/// <param name="StartedMs">When it first was live, or null.</param>
/// <param name="BrokenMs">Since when the encoder has been away; null when it is not.</param>
/// <param name="EndedMs">When it ended; null while it has not.</param>
/// <param name="OffsetMs">Added to the capture times of encoder sessions that do not say them.</param>
/// <param name="Recording">Which recording of the session is being made, from 1; a deleted one is not
/// continued.</param>
/// <param name="Missing">What of it does not come although it was announced, see <see cref="StreamMissing"/>; null when
/// all is there.</param>
/// <param name="RecordingGone">Why the last recording is gone, see <see cref="RecordingState"/>; null when none
/// is.</param>
internal sealed record StreamState(
    string Status,
    long Revision,
    long? StartedMs,
    long? BrokenMs,
    long? EndedMs,
    long OffsetMs,
    int Recording,
    string? Missing = null,
    string? RecordingGone = null
)
{
    /// <summary>Before there was anything.</summary>
    public static readonly StreamState None = new(
        Status: StreamStatus.None,
        Revision: 0,
        StartedMs: null,
        BrokenMs: null,
        EndedMs: null,
        OffsetMs: 0,
        Recording: 1
    );

    /// <summary>True while a stream is on or expected back.</summary>
    public bool IsOpen => Status is StreamStatus.Live or StreamStatus.Interrupted;

    /// <summary>The first part of an encoder session is here. One that ended too early may begin again.</summary>
    public StreamState Live(long nowMs) =>
        Status == StreamStatus.Live
            ? this
            : this with
            {
                Status = StreamStatus.Live,
                Revision = Revision + 1,
                StartedMs = StartedMs ?? nowMs,
                BrokenMs = null,
                EndedMs = null,
                Missing = null,
            };

    /// <summary>Something is missing from what is live, or is back.</summary>
    public StreamState Lacks(string? what) =>
        Status == StreamStatus.Live && Missing != what ? this with { Missing = what, Revision = Revision + 1 } : this;

    /// <summary>The encoder was lost, and may come back.</summary>
    public StreamState Interrupted(long nowMs) =>
        Status != StreamStatus.Live
            ? this
            : this with
            {
                Status = StreamStatus.Interrupted,
                Revision = Revision + 1,
                BrokenMs = nowMs,
                Missing = null,
            };

    /// <summary>It is over. What never began cannot end.</summary>
    public StreamState Ended(long nowMs) =>
        IsOpen
            ? this with
            {
                Status = StreamStatus.Ended,
                Revision = Revision + 1,
                EndedMs = nowMs,
                Missing = null,
            }
            : this;
}
