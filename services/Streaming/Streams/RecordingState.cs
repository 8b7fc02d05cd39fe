using UpperBack.Contracts.Events;

namespace UpperBack.Streaming.Streams;

/// <summary>How a session's recording stands, for people who want to watch the class again. Pure.</summary>
internal static class RecordingState
{
    /// <summary>There is none.</summary>
    public const string None = "none";

    /// <summary>The class is on, and is being recorded.</summary>
    public const string Recording = "recording";

    /// <summary>The class is over; its recording will be there in a moment.</summary>
    public const string Finishing = "finishing";

    /// <summary>It can be watched.</summary>
    public const string Ready = "ready";

    /// <summary>The instructor deleted it.</summary>
    public const string Deleted = "deleted";

    /// <summary>It was kept for as long as recordings are kept here.</summary>
    public const string Expired = "expired";

    /// <summary>The state.</summary>
    /// <param name="stream">How the stream stands.</param>
    /// <param name="isRecorded">Whether anything of it is recorded.</param>
    /// <param name="isClassOver">Whether the class is over.</param>
    public static string Of(StreamState stream, bool isRecorded, bool isClassOver) =>
        stream.Status == StreamStatus.Ended && isRecorded ? Ready
        : stream.IsOpen
            ? isClassOver ? Finishing
                : Recording
        : stream.RecordingGone is { } reason && !isRecorded ? reason
        : None;
}
