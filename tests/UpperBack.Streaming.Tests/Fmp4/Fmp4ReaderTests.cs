using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Fmp4;

/// <summary>Fragmented MP4 as encoders send it, and as nobody should.</summary>
public sealed class Fmp4ReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public void TheSizeOfTheBitesDoesNotMatter(int bite)
    {
        var clip = Ffmpeg.Clip(2);
        var (reader, samples) = (new Fmp4Reader(), new List<MediaSample>());
        for (var at = 0; at < clip.Length; at += bite)
            samples.AddRange(reader.Push(clip.AsSpan(at, Math.Min(bite, clip.Length - at))));

        Assert.Equal((320, 180), (reader.Format!.Video!.Width, reader.Format.Video.Height));
        Assert.Equal((48_000, 1), (reader.Format.Audio!.SampleRate, reader.Format.Audio.Channels));
        Assert.Equal(60, samples.Count(sample => sample.Track == Track.Video));
        Assert.Equal(Ffmpeg.Packets(clip, "a").Count, samples.Count(sample => sample.Track == Track.Audio));
        Assert.Equal(0, samples.Min(sample => sample.DecodeTime));
    }

    [Theory]
    [InlineData("-c:v mpeg4", "H.264")]
    [InlineData("-c:v libx264 -preset ultrafast -ac 6", "one nor two channels")]
    public void WhatCannotBePlayedIsRefusedWithAdvice(string encoder, string advice)
    {
        var refusal = Assert.Throws<MalformedStreamException>(() => new Fmp4Reader().Push(Ffmpeg.Clip(1, encoder)));
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNotFragmentedIsRefusedWithAdvice()
    {
        byte[] file = [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 0, 0, 0, 0, 0, 12, .. "mdat"u8, 1, 2, 3, 4];
        Assert.Contains(
            "movflags",
            Assert.Throws<MalformedStreamException>(() => new Fmp4Reader().Push(file)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ABoxThatClaimsTooMuchIsRefusedBeforeItIsHeld()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedStreamException>(() => new Fmp4Reader().Push([0x7f, 0xff, 0xff, 0xff, .. "moov"u8]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void HostileFilesEndWithAReasonAndWithinTheirBudget()
    {
        var clip = Ffmpeg.Clip(1);
        Fuzz.Throw(
            random => Fuzz.Mutate(random, clip, from: 0, headersEnd: 4000),
            (file, _) => new Fmp4Reader().Push(file)
        );
    }
}
