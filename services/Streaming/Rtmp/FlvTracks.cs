using UpperBack.Streaming.Media;

namespace UpperBack.Streaming.Rtmp;

/// <summary>Turns the FLV tags of an RTMP stream into a format and samples. Time counts from the first tag that is
/// kept. Pure.</summary>
internal sealed class FlvTracks
{
    private const long MaxWaitMs = 1000;
    private const long MaxStepBackMs = 1000;
    private const int SnapMs = 30;
    private const int MaxEarlyTags = 500;

    private readonly Queue<(Track Track, long Ms, int OffsetMs, bool IsKey, byte[] Data)> early = new();
    private VideoFormat? video;
    private AudioFormat? audio;
    private bool begun;
    private bool changed;
    private uint lastStamp;
    private long stampMs;
    private bool hasStamp;
    private long? zeroMs;
    private long nextAudio = -1;

    /// <summary>Adds the next tag.</summary>
    /// <param name="isVideo">Which kind.</param>
    /// <param name="timestamp">Milliseconds, modulo 2³².</param>
    /// <param name="tag">The tag's body.</param>
    /// <param name="format">A format that begins, or changed, before the samples that are returned; null when it is as
    /// before.</param>
    /// <returns>Samples that can go on now.</returns>
    /// <exception cref="MalformedStreamException">The codec is not one that is played, or time goes back.</exception>
    public IReadOnlyList<MediaSample> Push(
        bool isVideo,
        uint timestamp,
        ReadOnlySpan<byte> tag,
        out StreamFormat? format
    )
    {
        format = null;
        if (tag.IsEmpty)
            return [];

        var ms = Unwrap(timestamp);
        if (isVideo)
            AddVideo(ms, tag);
        else
            AddAudio(ms, tag);
        if (early.Count == 0 || (!begun && !MayBegin(ms)))
            return [];

        if (!begun || changed)
            format = new StreamFormat(video, audio);
        (begun, changed) = (true, false);
        return [.. Release()];
    }

    /// <summary>Both tracks are known, or the other one has been waited for long enough.</summary>
    private bool MayBegin(long ms) =>
        (video is not null && audio is not null) || ms - early.Peek().Ms >= MaxWaitMs || early.Count >= MaxEarlyTags;

    private IEnumerable<MediaSample> Release()
    {
        while (early.TryDequeue(out var tag))
        {
            zeroMs ??= tag.Ms;
            var ms = tag.Ms - zeroMs.Value;
            if (ms < 0 || (tag.Track == Track.Video ? video is null : audio is null))
                continue;

            yield return tag.Track == Track.Video
                ? new MediaSample(Track.Video, ms * 90, tag.OffsetMs * 90, tag.IsKey, tag.Data)
                : new MediaSample(Track.Audio, Snap(ms), 0, true, tag.Data);
        }
    }

    /// <summary>FLV counts in milliseconds, audio in samples: frames that follow each other closely enough follow each
    /// other exactly.</summary>
    private long Snap(long ms)
    {
        var time = ms * audio!.SampleRate / 1000;
        if (nextAudio >= 0 && Math.Abs(time - nextAudio) <= audio.SampleRate * SnapMs / 1000)
            time = nextAudio;
        nextAudio = time + AudioFormat.SamplesPerFrame;
        return time;
    }

    private void AddVideo(long ms, ReadOnlySpan<byte> tag)
    {
        if ((tag[0] & 0x80) != 0 || (tag[0] & 15) != 7)
            throw new MalformedStreamException(
                "The picture is not H.264. Choose H.264 (x264) as the encoder in the output settings."
            );
        if (tag.Length < 5)
            throw new MalformedStreamException("A picture of the stream is cut short.");

        var offset = (sbyte)tag[2] << 16 | tag[3] << 8 | tag[4];
        switch (tag[1])
        {
            case 0:
                var configuration = AvcConfiguration.Parse(tag[5..]);
                changed |=
                    video is not null && !configuration.Configuration.Span.SequenceEqual(video.Configuration.Span);
                changed |= video is null && begun;
                video = changed || video is null ? configuration : video;
                break;
            case 1:
                if (video is null)
                    throw new MalformedStreamException(
                        "The picture begins without its H.264 header. Restart the stream in the encoder."
                    );
                early.Enqueue(
                    (Track.Video, ms, Math.Clamp(offset, -10_000, 10_000), tag[0] >> 4 == 1, tag[5..].ToArray())
                );
                break;
        }
    }

    private void AddAudio(long ms, ReadOnlySpan<byte> tag)
    {
        if (tag[0] >> 4 != 10)
            throw new MalformedStreamException(
                "The sound is not AAC. Choose AAC as the audio encoder in the output settings."
            );
        if (tag.Length < 2)
            throw new MalformedStreamException("A piece of the stream's sound is cut short.");

        if (tag[1] == 0)
        {
            var configuration = AudioConfiguration.Parse(tag[2..]);
            changed |= audio is not null && !configuration.Configuration.Span.SequenceEqual(audio.Configuration.Span);
            changed |= audio is null && begun;
            audio = changed || audio is null ? configuration : audio;
        }
        else if (audio is null)
            throw new MalformedStreamException(
                "The sound begins without its AAC header. Restart the stream in the encoder."
            );
        else
            early.Enqueue((Track.Audio, ms, 0, true, tag[2..].ToArray()));
    }

    /// <summary>Milliseconds without the wrap after 49 days; the two tracks may be interleaved a little out of
    /// order.</summary>
    private long Unwrap(uint timestamp)
    {
        var step = hasStamp ? (int)(timestamp - lastStamp) : 0;
        if (step < -MaxStepBackMs)
            throw new MalformedStreamException(
                "The stream's time goes back by more than a second. Restart the stream in the encoder."
            );

        stampMs = hasStamp ? stampMs + step : timestamp;
        (hasStamp, lastStamp) = (true, timestamp);
        return stampMs;
    }
}
