using UpperBack.Streaming.Recordings;

namespace UpperBack.Streaming.Streams;

/// <summary>What every stream needs; made once.</summary>
/// <param name="Database">Where streams are rows.</param>
/// <param name="Recorder">Keeps finished segments.</param>
/// <param name="Options">The settings.</param>
/// <param name="Listeners">Who makes more of every take.</param>
/// <param name="Clock">The one clock.</param>
/// <param name="Log">Where failures in the background are told.</param>
internal sealed record StreamParts(
    StreamingDatabase Database,
    SegmentRecorder Recorder,
    StreamingOptions Options,
    IReadOnlyList<IEncoderSessionListener> Listeners,
    TimeProvider Clock,
    ILogger<LiveStream> Log
);
