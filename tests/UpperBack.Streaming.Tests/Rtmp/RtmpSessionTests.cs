using UpperBack.Streaming.Media;
using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Rtmp;
using UpperBack.Streaming.Tests.Packaging;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>The protocol without a socket: bytes in, actions out, whatever the bytes are.</summary>
public sealed class RtmpSessionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void TheSizeOfTheBitesDoesNotMatter(int bite)
    {
        var actions = Run(Conversation(), bite);

        Assert.Equal("a-key", Assert.Single(actions.OfType<RtmpAction.Publish>()).StreamKey);
        Assert.Equal(62, actions.OfType<RtmpAction.Media>().Count());
        Assert.Equal([0u, 33u, 66u], actions.OfType<RtmpAction.Media>().Take(3).Select(media => media.Timestamp));
    }

    [Fact]
    public void TimestampsBeyondThreeBytesAreRead()
    {
        byte[] far = [4, 0xff, 0xff, 0xff, 0, 0, 1, 8, 1, 0, 0, 0, 0x01, 0, 0, 0, 0x2f, 0xc4, 0x01, 0, 0, 0, 0x2f];
        var messages = new ChunkReader().Push(far);
        Assert.Equal([0x0100_0000u, 0x0200_0000u], messages.Select(message => message.Timestamp));
    }

    [Fact]
    public void DeltasAddUp()
    {
        byte[] three = [4, 0, 0, 10, 0, 0, 1, 8, 1, 0, 0, 0, 0x2f, 0x84, 0, 0, 5, 0x2f, 0xc4, 0x2f];
        Assert.Equal([10u, 15u, 20u], new ChunkReader().Push(three).Select(message => message.Timestamp));
    }

    [Fact]
    public void TheKeyIsInNoText() =>
        Assert.DoesNotContain("secret", new RtmpAction.Publish("secret").ToString(), StringComparison.Ordinal);

    [Fact]
    public void MediaBeforePublishingIsRefused() =>
        Assert.Throws<MalformedStreamException>(() =>
            new RtmpSession(new byte[RtmpSession.NonceLength]).Push([
                3,
                .. new byte[1536 * 2],
                .. RtmpBytes.Message(9, 0, 1, [0x17, 0]),
            ])
        );

    [Fact]
    public void TimeThatWrapsGoesOnAndTimeThatGoesBackIsRefused()
    {
        var tracks = new FlvTracks();
        var avc = Configuration();
        tracks.Push(true, uint.MaxValue - 10, [0x17, 0, 0, 0, 0, .. avc], out _);
        tracks.Push(true, uint.MaxValue - 10, [0x17, 1, 0, 0, 0, 1], out _);
        tracks.Push(true, 22, [0x27, 1, 0, 0, 0, 2], out _);
        var samples = tracks.Push(true, 1100, [0x27, 1, 0xff, 0xff, 0xf0, 3], out var format);

        Assert.NotNull(format);
        Assert.Equal([0L, 33 * 90, 1111 * 90], samples.Select(sample => sample.DecodeTime));
        Assert.Equal(-16 * 90, samples[2].CompositionOffset);
        Assert.Throws<MalformedStreamException>(() => tracks.Push(true, 50, [0x27, 1, 0, 0, 0, 4], out _));
    }

    [Fact]
    public void SoundIsAnnouncedByItsHeaderWhetherItComesOrNot()
    {
        var tracks = new FlvTracks();
        tracks.Push(true, 0, [0x17, 0, 0, 0, 0, .. Configuration()], out _);
        tracks.Push(false, 0, [0xaf, 0, 0x11, 0x90], out _);
        Assert.Single(tracks.Push(true, 0, [0x17, 1, 0, 0, 0, .. new byte[20]], out var format));
        Assert.Equal((320, 48_000), (format!.Video!.Width, format.Audio!.SampleRate));
    }

    [Fact]
    public void HostileBytesEndWithAReasonAndWithinTheirBudget()
    {
        // The handshake's filling is left alone: nothing in it is read.
        var conversation = Conversation();
        Fuzz.Throw(
            random => Fuzz.Mutate(random, conversation, from: 3073, headersEnd: 3600),
            (bytes, random) => Run(bytes, random.Next(1, 4000))
        );
    }

    private static byte[] Configuration() => Packaged.Of(Ffmpeg.Clip(2)).Format.Video!.Configuration.ToArray();

    /// <summary>A connection and two seconds of video.</summary>
    private static byte[] Conversation() =>
        RtmpBytes.Publish(
            "a-key?tag=1",
            [
                (9, [0x17, 0, 0, 0, 0, .. Configuration()]),
                (8, [0xaf, 0, 0x11, 0x90]),
                .. Enumerable
                    .Range(0, 60)
                    .Select(i => ((byte)9, (byte[])[(byte)(i == 0 ? 0x17 : 0x27), 1, 0, 0, 0, .. new byte[200]])),
            ]
        );

    /// <summary>Runs a conversation through session, tracks and packager, as a connection does.</summary>
    private static List<RtmpAction> Run(byte[] bytes, int bite)
    {
        var (session, tracks, all) = (
            new RtmpSession(new byte[RtmpSession.NonceLength]),
            new FlvTracks(),
            new List<RtmpAction>()
        );
        Packager? packager = null;
        for (var at = 0; at < bytes.Length; at += bite)
        {
            foreach (var action in session.Push(bytes.AsSpan(at, Math.Min(bite, bytes.Length - at))))
            {
                all.Add(action);
                if (action is not RtmpAction.Media media)
                    continue;

                var samples = tracks.Push(media.IsVideo, media.Timestamp, media.Tag, out var format);
                packager = format is null ? packager : new Packager(format, 0);
                foreach (var sample in samples)
                    packager!.Push(sample, 0);
            }
        }

        return all;
    }
}
