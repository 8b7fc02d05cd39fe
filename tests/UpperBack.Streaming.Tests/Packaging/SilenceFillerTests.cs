using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Tests.Packaging;

/// <summary>Audio that was announced, and comes, does not come, or comes back.</summary>
public sealed class SilenceFillerTests
{
    private static readonly (StreamFormat Format, IReadOnlyList<MediaSample> Samples) Clip = Clips.Read(
        Clips.Plain(12)
    );

    [Fact]
    public void SoundThatComesIsLeftAloneHoweverItIsInterleaved()
    {
        for (var skewMs = -400; skewMs <= 400; skewMs += 100)
            Untouched(sample => SecondsOf(sample) + (sample.Track == Track.Audio ? skewMs / 1000.0 : 0));

        // Two seconds of one track, then two of the other, all at once.
        Untouched(sample => Math.Floor(SecondsOf(sample) / 2) * 2 + (sample.Track == Track.Audio ? 0.05 : 0));
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(3, 12)]
    [InlineData(3, 7)]
    [InlineData(0, 5)]
    public void ThePictureGoesOnWithSilenceAndTheSoundComesBackAtItsTime(double from, double to)
    {
        var sent = Clip
            .Samples.Where(sample => sample.Track == Track.Video || SecondsOf(sample) < from || SecondsOf(sample) >= to)
            .ToList();
        var told = new List<(double Seconds, string? Missing)>();
        var (packaged, late) = Package(Clip.Format, sent, SecondsOf, told);

        Assert.Equal("", Ffmpeg.Complaints(packaged.File));
        Assert.True(late < 1, $"Silence came {late} s late.");
        var audio = Ffmpeg.Packets(packaged.File, "a");
        Assert.All(audio.Zip(audio.Skip(1)), pair =>
            Assert.InRange(pair.Second.Seconds - pair.First.Seconds, 0.009, 0.045)
        );
        Assert.InRange(audio[^1].Seconds, 11.8, 12.1);
        Assert.Equal(Ffmpeg.Packets(packaged.File, "v").Count, sent.Count(sample => sample.Track == Track.Video));

        // Real frames keep their times.
        var heard = Clips
            .Read(packaged.File)
            .Samples.Where(sample => sample.Track == Track.Audio && sample.Data.Length > 20)
            .ToDictionary(sample => Convert.ToHexString(sample.Data.Span) + sample.DecodeTime);
        var real = sent.Where(sample => sample.Track == Track.Audio && sample.Data.Length > 20).ToList();
        Assert.True(
            real.Count(sample => !heard.ContainsKey(Convert.ToHexString(sample.Data.Span) + sample.DecodeTime)) <= 1
        );
        Assert.Equal(StreamMissing.Audio, told.First(one => one.Seconds > from + 2.5).Missing);
        Assert.Equal(to < 12 ? null : StreamMissing.Audio, told[^1].Missing);
    }

    [Theory]
    [InlineData("1190")]
    [InlineData("1188")]
    [InlineData("1210")]
    [InlineData("1208")]
    [InlineData("1408")]
    public void SilenceCanBeDecodedWhateverWasAnnounced(string configuration)
    {
        var format = Clip.Format with { Audio = AudioConfiguration.Parse(Convert.FromHexString(configuration)) };
        var (packaged, _) = Package(
            format,
            [.. Clip.Samples.Where(sample => sample.Track == Track.Video)],
            SecondsOf,
            []
        );

        Assert.Equal("", Ffmpeg.Complaints(packaged.File));
        Assert.InRange(Ffmpeg.Packets(packaged.File, "a")[^1].Seconds, 11.8, 12.1);
    }

    [Fact]
    public void APictureThatDoesNotComeIsTold()
    {
        var told = new List<(double Seconds, string? Missing)>();
        Package(
            Clip.Format,
            [.. Clip.Samples.Where(sample => sample.Track == Track.Audio || SecondsOf(sample) is < 2 or >= 8)],
            SecondsOf,
            told
        );

        Assert.Null(told.Last(one => one.Seconds < 4).Missing);
        Assert.Equal(StreamMissing.Video, told.First(one => one.Seconds > 5.5).Missing);
        Assert.Null(told[^1].Missing);
    }

    [Fact]
    public void AfterAJumpOfBothNothingIsFilledInBetween()
    {
        var later = Clip.Samples.Select(sample =>
            sample with
            {
                DecodeTime =
                    sample.DecodeTime + (30L * (sample.Track == Track.Video ? 90_000 : Clip.Format.Audio!.SampleRate)),
            }
        );
        var filler = new SilenceFiller(Clip.Format);
        Assert.All(Clip.Samples.Concat(later), sample =>
        {
            Assert.True(filler.Add(sample, (long)(SecondsOf(sample) * 1000)));
            Assert.Empty(filler.Fill());
        });
    }

    private static void Untouched(Func<MediaSample, double> arrives)
    {
        var filler = new SilenceFiller(Clip.Format);
        foreach (var sample in Clip.Samples.OrderBy(arrives))
        {
            Assert.True(filler.Add(sample, (long)(arrives(sample) * 1000)));
            Assert.Empty(filler.Fill());
            Assert.Null(filler.Missing);
        }
    }

    /// <summary>Samples that come in real time, through filler and packager; and how far the video was ever ahead of
    /// any audio.</summary>
    private static (Packaged Packaged, double LatestSilence) Package(
        StreamFormat format,
        IReadOnlyList<MediaSample> samples,
        Func<MediaSample, double> arrives,
        List<(double Seconds, string? Missing)> told
    )
    {
        var (filler, packager, parts) = (new SilenceFiller(format), new Packager(format, 0), new List<PackagedPart>());
        var (audioEnd, latest) = (0.0, 0.0);
        foreach (var sample in samples)
        {
            var nowMs = (long)(arrives(sample) * 1000);
            List<MediaSample> fed = filler.Add(sample, nowMs) ? [sample] : [];
            fed.AddRange(filler.Fill());
            foreach (var one in fed)
            {
                parts.AddRange(packager.Push(one, nowMs));
                audioEnd = one.Track == Track.Audio ? one.DecodeTime / (double)format.Audio!.SampleRate : audioEnd;
            }

            latest = Math.Max(latest, SecondsOf(sample) - audioEnd);
            told.Add((arrives(sample), filler.Missing));
        }

        parts.AddRange(packager.Flush());
        return (new Packaged(format, packager.Init.ToArray(), parts), latest);
    }

    private static double SecondsOf(MediaSample sample) =>
        sample.DecodeTime
        / (double)(sample.Track == Track.Video ? VideoFormat.Timescale : Clip.Format.Audio!.SampleRate);
}
