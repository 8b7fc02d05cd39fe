using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Tests.Packaging;

/// <summary>What encoders send, packaged and read by ffmpeg.</summary>
public sealed class PackagerTests
{
    [Theory]
    [InlineData("-c:v libx264 -preset ultrafast -bf 2 -g 60 -keyint_min 60 -sc_threshold 0", 30)]
    [InlineData("-c:v libx264 -preset ultrafast -tune zerolatency -g 50 -keyint_min 50 -sc_threshold 0", 25)]
    [InlineData("-c:v libx264 -preset ultrafast -g 30 -keyint_min 30 -sc_threshold 0", 30)]
    [InlineData("-c:v libx264 -preset ultrafast -bf 3 -g 250", 24)]
    public void FfmpegReadsWhatWasPackagedWithoutAWord(string encoder, int rate)
    {
        var clip = Ffmpeg.Clip(9, encoder, rate);
        var packaged = Packaged.Of(clip);

        Assert.Equal("", Ffmpeg.Complaints(packaged.File));
        foreach (var stream in new[] { "v", "a" })
        {
            var (before, after) = (Ffmpeg.Packets(clip, stream), Ffmpeg.Packets(packaged.File, stream));
            Assert.Equal(before.Count, after.Count);
            Assert.Equal(before.Select(packet => packet.IsKey), after.Select(packet => packet.IsKey));

            // The encoder session's zero is its first decode time; between samples nothing may have moved.
            var shift = after[0].Seconds - before[0].Seconds;
            Assert.All(before.Zip(after), pair =>
                Assert.Equal(pair.First.Seconds + shift, pair.Second.Seconds, 0.0001)
            );
        }
    }

    [Theory]
    [InlineData(60, 30, 2.0)]
    [InlineData(30, 30, 2.0)]
    [InlineData(15, 30, 2.0)]
    [InlineData(45, 30, 1.5)]
    [InlineData(50, 25, 2.0)]
    public void SegmentsEndAtKeyFramesWhereTheyCan(int keyFrameInterval, int rate, double usualSeconds)
    {
        var packaged = Packaged.Of(
            Ffmpeg.Clip(
                12,
                $"-c:v libx264 -preset ultrafast -tune zerolatency -g {keyFrameInterval} "
                    + $"-keyint_min {keyFrameInterval} -sc_threshold 0",
                rate
            )
        );

        Assert.All(packaged.Segments, segment => Assert.InRange(segment.DurationSeconds, 0.01, 2.49));
        Assert.All(packaged.Segments.Skip(2).SkipLast(2), segment =>
            Assert.Equal(usualSeconds, segment.DurationSeconds, 0.05)
        );
        Assert.All(packaged.Parts.Where(part => part.PartNumber == 0), part => Assert.True(part.IsIndependent));
    }

    [Fact]
    public void WithoutKeyFramesSegmentsEndAllTheSame()
    {
        var packaged = Packaged.Of(
            Ffmpeg.Clip(12, "-c:v libx264 -preset ultrafast -g 250 -keyint_min 250 -sc_threshold 0")
        );

        Assert.True(packaged.Segments.Count >= 6);
        Assert.All(packaged.Segments, segment => Assert.InRange(segment.DurationSeconds, 0.01, 2.49));
        Assert.Equal("", Ffmpeg.Complaints(packaged.File));
    }

    [Fact]
    public void PartsAreAsLongAsTheyMayAndNoLonger()
    {
        var packaged = Packaged.Of(Ffmpeg.Clip(9));

        Assert.All(packaged.Parts, part => Assert.True(part.DurationSeconds <= PackagerLimits.PartSeconds));
        Assert.All(packaged.Parts.Where(part => !part.EndsSegment), part =>
            Assert.True(part.DurationSeconds >= 0.85 * PackagerLimits.PartSeconds)
        );
        Assert.Equal(packaged.Segments.Count, packaged.Parts.Count(part => part.EndsSegment));
    }

    [Fact]
    public void SoundAloneIsPackagedToo()
    {
        var clip = Ffmpeg.Audio(7);
        var packaged = Packaged.Of(clip);

        Assert.Equal("mp4a.40.2", new Packager(packaged.Format, 0).Codecs);
        Assert.Equal("", Ffmpeg.Complaints(packaged.File));
        Assert.Equal(Ffmpeg.Packets(clip, "a").Count, Ffmpeg.Packets(packaged.File, "a").Count);
        Assert.All(packaged.Segments.SkipLast(1), segment => Assert.InRange(segment.DurationSeconds, 1.9, 2.1));
        Assert.All(packaged.Parts, part => Assert.True(part.IsIndependent));
    }
}
