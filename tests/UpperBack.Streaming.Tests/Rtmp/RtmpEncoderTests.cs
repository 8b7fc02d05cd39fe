using System.Net.Sockets;
using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Tests.Rtmp;

/// <summary>A real encoder on a real socket.</summary>
public sealed class RtmpEncoderTests : RtmpServerTest
{
    [Fact]
    public async Task WhatAnEncoderSendsArrivesWhole()
    {
        var clip = Ffmpeg.Clip(5, H264);

        await Ffmpeg.PublishAsync(clip, "-c copy", $"{Address}/{FakeGateway.Key}");

        var encoderSession = Assert.Single(Gateway.EncoderSessions);
        await Eventually.Is(() => encoderSession.IsClosed);
        Assert.True(encoderSession.IsStopped);
        var format = Assert.Single(encoderSession.Formats);
        Assert.Equal((320, 180, 48_000), (format.Video!.Width, format.Video.Height, format.Audio!.SampleRate));
        Compare(Ffmpeg.Packets(clip, "v"), encoderSession, Track.Video, 90_000);
        Compare(Ffmpeg.Packets(clip, "a"), encoderSession, Track.Audio, 48_000);

        // ffmpeg begins with an audio frame from before the video; from then on nothing may be rounded.
        var audio = encoderSession.Samples.Where(sample => sample.Track == Track.Audio).Skip(1).ToArray();
        Assert.All(audio.Zip(audio.Skip(1)), pair =>
            Assert.Equal(AudioFormat.SamplesPerFrame, pair.Second.DecodeTime - pair.First.DecodeTime)
        );
    }

    [Theory]
    [InlineData("-an -c:v copy", true, false)]
    [InlineData("-vn -c:a copy", false, true)]
    public async Task VideoAloneAndAudioAloneAreAcceptedToo(string choice, bool hasVideo, bool hasAudio)
    {
        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), choice, $"{Address}/{FakeGateway.Key}");

        var encoderSession = Assert.Single(Gateway.EncoderSessions);
        await Eventually.Is(() => encoderSession.IsClosed);
        var format = Assert.Single(encoderSession.Formats);
        Assert.Equal((hasVideo, hasAudio), (format.Video is not null, format.Audio is not null));
        Assert.True(encoderSession.Samples.Count > 140);
    }

    [Theory]
    [InlineData("-c:v flv -c:a aac", "H.264")]
    [InlineData("-c:v copy -c:a libmp3lame -ar 44100", "AAC")]
    public async Task OtherCodecsAreRefusedWithAdvice(string choice, string advice)
    {
        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), choice, $"{Address}/{FakeGateway.Key}");

        var encoderSession = Assert.Single(Gateway.EncoderSessions);
        await Eventually.Is(() => encoderSession.IsClosed);
        Assert.False(encoderSession.IsStopped);
        Assert.Contains(
            advice,
            await SeenRefusalAsync(FakeGateway.Key, videoCodec: advice == "AAC" ? (byte)7 : (byte)2),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AWrongKeyOpensNothing()
    {
        var output = await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"{Address}/guess");

        Assert.Empty(Gateway.EncoderSessions);
        Assert.Contains("not known", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherApplicationThanLiveIsRefused()
    {
        await Ffmpeg.PublishAsync(Ffmpeg.Clip(5, H264), "-c copy", $"rtmp://{Server.Endpoint}/other/{FakeGateway.Key}");
        Assert.Empty(Gateway.EncoderSessions);
    }

    [Fact]
    public async Task AnEncoderSessionThatIsEndedFromThisSideClosesItsConnection()
    {
        var publishing = Ffmpeg.PublishAsync(
            Ffmpeg.Clip(30, "-c:v libx264 -preset ultrafast -g 60"),
            "-c copy",
            $"{Address}/{FakeGateway.Key}",
            "-re"
        );
        await Eventually.Is(() => Gateway.EncoderSessions.TryPeek(out var one) && one.Samples.Count > 10);

        Gateway.EncoderSessions.Single().End("The stream now comes from another place.");

        Assert.NotEqual("", await publishing.WaitAsync(TimeSpan.FromSeconds(15)));
        Assert.True(Gateway.EncoderSessions.Single().IsClosed);
        Assert.False(Gateway.EncoderSessions.Single().IsStopped);
    }

    private static void Compare(
        IReadOnlyList<(double Seconds, bool IsKey)> sent,
        FakeIngest encoderSession,
        Track track,
        double timescale
    )
    {
        var got = encoderSession
            .Samples.Where(sample => sample.Track == track)
            .Select(sample => (Seconds: (sample.DecodeTime + sample.CompositionOffset) / timescale, sample.IsKeyFrame))
            .OrderBy(sample => sample.Seconds)
            .ToArray();
        Assert.Equal(sent.Count, got.Length);
        var shift = got[0].Seconds - sent[0].Seconds;
        Assert.All(sent.Zip(got), pair => Assert.Equal(pair.First.Seconds + shift, pair.Second.Seconds, 0.0025));
        Assert.Equal(sent.Select(packet => packet.IsKey), got.Select(sample => sample.IsKeyFrame));
    }

    /// <summary>What an encoder is told that sends one tag of a codec.</summary>
    private async Task<string> SeenRefusalAsync(string key, byte videoCodec)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Endpoint!);
        byte[] tag = videoCodec == 7 ? [0x2f, 1] : [(byte)(0x10 | videoCodec), 0, 0, 0, 0];
        await socket.GetStream().WriteAsync(RtmpBytes.Publish(key, videoCodec == 7 ? (byte)8 : (byte)9, tag));
        return System.Text.Encoding.UTF8.GetString(await ReadToEndAsync(socket.GetStream()));
    }
}
