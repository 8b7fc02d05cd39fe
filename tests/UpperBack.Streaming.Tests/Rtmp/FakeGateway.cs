using System.Collections.Concurrent;
using UpperBack.Kernel.Problems;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>A gateway that lets in whoever has the key, and records what they send.</summary>
internal sealed class FakeGateway : IIngestGateway
{
    public const string Key = "open-sesame";

    public ConcurrentQueue<FakeIngest> EncoderSessions { get; } = new();

    public Task<Result<IIngest>> OpenAsync(string streamKey, string source, CancellationToken ct)
    {
        if (streamKey != Key)
            return Task.FromResult<Result<IIngest>>(
                Problem.Of(ErrorCodes.StreamKeyInvalid, "This stream key is not known.")
            );

        var encoderSession = new FakeIngest();
        EncoderSessions.Enqueue(encoderSession);
        return Task.FromResult(Result<IIngest>.Of(encoderSession));
    }

    public Task<Result<IIngest>> OpenAsync(
        SessionId sessionId,
        MemberId instructor,
        string source,
        CancellationToken ct
    ) => throw new InvalidOperationException();
}

internal sealed class FakeIngest : IIngest
{
    private readonly CancellationTokenSource ended = new();

    public SessionId SessionId { get; } = SessionId.New();

    public int Number => 1;

    public CancellationToken Ended => ended.Token;

    public IngestTermination? EndReason { get; private set; }

    public List<StreamFormat> Formats { get; } = [];

    public List<MediaSample> Samples { get; } = [];

    public bool IsStopped { get; private set; }

    public bool IsClosed { get; private set; }

    public void Start(StreamFormat format) => Formats.Add(format);

    public void Push(in MediaSample sample) => Samples.Add(sample);

    public void Anchor(double mediaSeconds, double capturedAtMs) =>
        throw new InvalidOperationException("RTMP knows no capture times.");

    public void Stop() => IsStopped = true;

    public void End(string reason)
    {
        EndReason = new IngestTermination(ErrorCodes.StreamReplaced, reason);
        ended.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
