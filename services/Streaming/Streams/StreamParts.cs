namespace UpperBack.Streaming.Streams;

/// <summary>What every stream needs; made once.</summary>
/// <param name="Database">Where streams are rows.</param>
/// <param name="Recorder">Records finished segments.</param>
/// <param name="Options">The settings.</param>
/// <param name="Listeners">Told of every encoder session, to make lower renditions of it.</param>
/// <param name="Clock">The one clock.</param>
/// <param name="Log">Where failures in the background are logged.</param>
internal sealed record StreamParts(
    StreamingDatabase Database,
    SegmentRecorder Recorder,
    StreamingOptions Options,
    IReadOnlyList<IEncoderSessionListener> Listeners,
    TimeProvider Clock,
    ILogger<LiveStream> Log
);
