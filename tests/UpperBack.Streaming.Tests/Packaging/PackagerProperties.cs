using CsCheck;
using UpperBack.Streaming.Fmp4;
using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Tests.Packaging;

/// <summary>Whatever arrives, in whatever rhythm: nothing is lost, nothing comes twice, nothing is too long.</summary>
public sealed class PackagerProperties
{
    private static readonly StreamFormat Both = Packaged.Of(Ffmpeg.Clip(2)).Format;

    /// <summary>Frames with jitter, key frames now and then, audio that runs ahead or behind.</summary>
    private static readonly Gen<(List<MediaSample> Samples, int SkewMs)> EncoderSessions =
        from rate in Gen.OneOf([.. new[] { 10, 15, 24, 25, 30, 50, 60 }.Select(Gen.Const<int>)])
        from keyEvery in Gen.Int[1, 300]
        from jitter in Gen.Int[0, 40]
        from skewMs in Gen.Int[-400, 400]
        from seed in Gen.Int[0, int.MaxValue - 1]
        select (Make(rate, keyEvery, jitter, seed, skewMs), skewMs);

    [Fact]
    public void EverySampleComesOutOnceAndInOrder() =>
        EncoderSessions.Sample(encoderSession =>
        {
            var packaged = Package(encoderSession.Samples);
            var reader = new Fmp4Reader();
            reader.Push(packaged.Init);
            var found = packaged.Parts.SelectMany(part => reader.Push(part.Bytes.Span)).ToList();
            foreach (var track in Enum.GetValues<Track>())
                Assert.Equal(Names(encoderSession.Samples, track), Names(found, track));
        });

    [Fact]
    public void PartsMakeTheSegmentsAndTheTimeline() =>
        EncoderSessions.Sample(encoderSession =>
        {
            var parts = Package(encoderSession.Samples).Parts;
            long segment = 7;
            var (number, start) = (0, parts[0].StartSeconds);
            foreach (var part in parts)
            {
                Assert.Equal((segment, number), (part.SegmentNumber, part.PartNumber));
                Assert.InRange(part.StartSeconds, start - 0.001, start + 0.001);
                start += part.DurationSeconds;
                (segment, number) = part.EndsSegment ? (segment + 1, 0) : (segment, number + 1);
            }

            Assert.True(parts[^1].EndsSegment);
        });

    [Fact]
    public void NothingIsTooLong() =>
        EncoderSessions.Sample(encoderSession =>
        {
            var packaged = Package(encoderSession.Samples);
            Assert.All(packaged.Parts, part =>
                Assert.True(
                    part.DurationSeconds <= PackagerLimits.PartSeconds + 1e-9,
                    $"A part lasts {part.DurationSeconds} s."
                )
            );
            Assert.All(packaged.Segments, one =>
                Assert.True(one.DurationSeconds < 2.5, $"Segment {one.Number} lasts {one.DurationSeconds} s.")
            );
        });

    [Fact]
    public void AJumpInTimeIsADiscontinuity()
    {
        var samples = Make(30, 60, 0, 1, 0);
        var later = samples.Select(sample =>
            sample with
            {
                DecodeTime = sample.DecodeTime + (30L * (sample.Track == Track.Video ? 90_000 : 48_000)),
            }
        );
        var parts = Package([.. samples, .. later]).Parts;

        var jump = Assert.Single(parts, part => part.BeginsDiscontinuity);
        Assert.Equal(0, jump.PartNumber);
        Assert.Equal(30, jump.StartSeconds, 0.001);
        Assert.True(jump.IsIndependent);
    }

    [Fact]
    public void PictureIsNotHeldBackLongBySoundThatDoesNotCome()
    {
        var packager = new Packager(Both, 0);
        var released = new List<(PackagedPart Part, long AtMs)>();
        foreach (var sample in Make(30, 60, 0, 1, 0).Where(sample => sample.Track == Track.Video))
        {
            var nowMs = sample.DecodeTime / 90;
            released.AddRange(packager.Push(sample, nowMs).Select(part => (part, nowMs)));
        }

        Assert.True(released.Count > 10);
        Assert.All(released, one =>
            Assert.InRange(one.AtMs - ((one.Part.StartSeconds + one.Part.DurationSeconds) * 1000), 0, 250)
        );
    }

    [Fact]
    public void TimeThatGoesBackIsRefused()
    {
        var packager = new Packager(Both, 0);
        packager.Push(new MediaSample(Track.Video, 900_000, 0, true, new byte[8]), 0);
        Assert.Throws<MalformedStreamException>(() =>
            packager.Push(new MediaSample(Track.Video, 0, 0, true, new byte[8]), 1)
        );
    }

    [Fact]
    public void ATrackThatWasNotAnnouncedIsRefused() =>
        Assert.Throws<MalformedStreamException>(() =>
            new Packager(new StreamFormat(null, Both.Audio), 0).Push(
                new MediaSample(Track.Video, 0, 0, true, new byte[8]),
                0
            )
        );

    private static Packaged Package(IReadOnlyList<MediaSample> samples) => Packaged.Of(Both, samples, 7);

    private static IEnumerable<int> Names(IEnumerable<MediaSample> samples, Track track) =>
        samples.Where(sample => sample.Track == track).Select(sample => BitConverter.ToInt32(sample.Data.Span));

    /// <summary>About six seconds; a sample's data is its number.</summary>
    private static List<MediaSample> Make(int rate, int keyEvery, int jitter, int seed, int skewMs)
    {
        var random = new Random(seed);
        var frame = 90_000 / rate;
        var samples = new List<(double ArrivesAt, MediaSample Sample)>();
        for (var i = 0; i < rate * 6; i++)
        {
            var time = (long)i * frame + (i == 0 ? 0 : random.Next(-frame * jitter / 100, (frame * jitter / 100) + 1));
            samples.Add(
                (time / 90_000.0, new MediaSample(Track.Video, time, 0, i % keyEvery == 0, BitConverter.GetBytes(i)))
            );
        }

        for (var i = 0; i < 48_000 * 6 / 1024; i++)
            samples.Add(
                (
                    (i * 1024 / 48_000.0) + (skewMs / 1000.0),
                    new MediaSample(Track.Audio, i * 1024L, 0, true, BitConverter.GetBytes(i))
                )
            );
        return [.. samples.OrderBy(one => one.ArrivesAt).Select(one => one.Sample)];
    }
}
