using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Ingest;

public sealed class AudioTimestampAlignerTests
{
    [Fact]
    public void AudioWithRoundedTimesIsExactAgainAndJumpsWhenItMust()
    {
        var aligner = new AudioTimestampAligner();
        var times = Enumerable
            .Range(0, 1000)
            .Select(i => (long)Math.Round(Math.Round(i * 1024 / 48_000d * 1e6) / 1e6 * 48_000) + (i % 3))
            .ToList();
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => i * 1024L),
            times.Select(time => aligner.Align(Frame(time), 48_000).DecodeTime)
        );
        Assert.Equal(2_000_000, aligner.Align(Frame(2_000_000), 48_000).DecodeTime);

        static MediaSample Frame(long time) => new(Track.Audio, time, 0, true, default);
    }
}
