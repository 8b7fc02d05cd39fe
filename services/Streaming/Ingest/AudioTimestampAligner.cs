using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Ingest;

/// <summary>Undoes the rounding of audio times: each frame begins where the one before ends, as long as its stated time
/// is not further away than rounding and jitter explain. Pure.</summary>
internal sealed class AudioTimestampAligner
{
    private const double ToleranceSeconds = 0.03;

    private long? next;

    /// <summary>The frame with its exact time.</summary>
    public MediaSample Align(MediaSample sample, int sampleRate)
    {
        var isNear = next is { } expected && Math.Abs(sample.DecodeTime - expected) <= ToleranceSeconds * sampleRate;
        var time = isNear ? next!.Value : sample.DecodeTime;
        next = time + AudioFormat.SamplesPerFrame;
        return sample with { DecodeTime = time };
    }
}
