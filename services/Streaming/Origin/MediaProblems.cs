namespace UpperBack.Streaming.Origin;

/// <summary>Why a player does not get what it asks for.</summary>
internal static class MediaProblems
{
    /// <summary>There is nothing to watch now.</summary>
    public static readonly Problem NotLive = Problem.Of(
        ErrorCodes.StreamNotLive,
        "There is no video of this class now. Try again in a moment."
    );

    /// <summary>There is nothing to watch again.</summary>
    public static readonly Problem NotRecorded = Problem.Of(
        ErrorCodes.NotFound,
        "There is no recording of this class, or not yet."
    );

    /// <summary>No such file, or no longer.</summary>
    public static readonly Problem NoSuchFile = Problem.Of(
        ErrorCodes.NotFound,
        "This part of the video is not there, or not any more."
    );

    /// <summary>What was waited for did not come in time.</summary>
    public static readonly Problem TooLate = Problem.Of(
        ErrorCodes.Unavailable,
        "What you wait for has not come. Try again in a moment."
    );
}
