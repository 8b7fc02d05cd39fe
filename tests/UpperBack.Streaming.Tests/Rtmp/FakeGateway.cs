using System.Collections.Concurrent;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Kernel.Problems;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>A door that lets in whoever says the word, and writes down what they bring.</summary>
internal sealed class FakeGateway : IIngestGateway
{
    public const string Key = "open-sesame";

    public ConcurrentQueue<FakeIngest> Takes { get; } = new();

    public Task<Result<IIngest>> OpenAsync(string streamKey, string source, CancellationToken ct)
    {
        if (streamKey != Key)
            return Task.FromResult<Result<IIngest>>(
                Problem.Of(ErrorCodes.StreamKeyInvalid, "This stream key is not known.")
            );

        var take = new FakeIngest();
        Takes.Enqueue(take);
        return Task.FromResult(Result<IIngest>.Of(take));
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

    public int EncoderSession => 1;

    public CancellationToken Ended => ended.Token;

    public IngestTermination? EndReason { get; private set; }

    public List<StreamFormat> Formats { get; } = [];

    public List<MediaSample> Samples { get; } = [];

    public bool IsStopped { get; private set; }

    public bool IsGone { get; private set; }

    public void Start(StreamFormat format) => Formats.Add(format);

    public void Push(in MediaSample sample) => Samples.Add(sample);

    public void Anchor(double mediaSeconds, double capturedAtMs) =>
        throw new InvalidOperationException("RTMP knows no capture times.");

    public void Stop() => IsStopped = true;

    public void End(string words)
    {
        EndReason = new IngestTermination(ErrorCodes.StreamReplaced, words);
        ended.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        IsGone = true;
        return ValueTask.CompletedTask;
    }
}
