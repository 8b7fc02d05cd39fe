using UpperBack.Contracts.Events;

namespace UpperBack.Streaming.Media;

/// <summary>Notices that a track which was announced does not come, and makes silence where the sound should be:
/// players stop without it. Sound that comes after its silence is left out; what comes in time keeps its time.
/// Pure.</summary>
/// <param name="format">What the take consists of.</param>
internal sealed class SilenceFiller(StreamFormat format)
{
    /// <summary>How far the sound may be behind the picture, in seconds of the take.</summary>
    private const double AudioBehindSeconds = 0.7;

    /// <summary>How far the picture may be behind the sound; some cameras give one a second.</summary>
    private const double VideoBehindSeconds = 1.5;

    /// <summary>How long the sound may be late before silence is made: whole bursts of one track come before those of
    /// the other.</summary>
    private const long TimeoutMs = 200;

    /// <summary>How long something must be late, or be back, before people are told.</summary>
    private const long TellAfterMs = 1500;

    private const double MaxFrameSeconds = 1;

    private readonly byte[] silence = format.Audio is { } audio ? AudioConfiguration.SilentFrame(audio) : [];
    private double? firstAt;
    private double? pictureAt;
    private double pieceBeganAt;
    private double? soundAt;
    private long soundEnd;
    private long silentUntil;
    private bool fills;
    private long? soundLateSince;
    private long? pictureLateSince;
    private long? wellSince;

    /// <summary>What is missing, see <see cref="StreamMissing"/>; null when nothing is.</summary>
    public string? Missing { get; private set; }

    /// <summary>A sample came.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="nowMs">When, on any clock that does not go back.</param>
    /// <returns>False when silence stands in its place already.</returns>
    public bool Take(in MediaSample sample, long nowMs)
    {
        if (format is not { Video: not null, Audio: { } audio })
            return true;

        var fits = true;
        if (sample.Track == Track.Video)
        {
            var at = sample.DecodeTime / (double)VideoFormat.Timescale;
            pieceBeganAt = pictureAt is null || at > pictureAt + MaxFrameSeconds ? at : pieceBeganAt;
            firstAt ??= at;
            pictureAt = at;
        }
        else
        {
            var end = sample.DecodeTime + AudioFormat.SamplesPerFrame;
            fits = end - (AudioFormat.SamplesPerFrame / 2) >= silentUntil;
            soundEnd = fits ? end : soundEnd;
            firstAt ??= sample.DecodeTime / (double)audio.SampleRate;
            soundAt = end / (double)audio.SampleRate;
        }

        soundLateSince =
            (pictureAt ?? firstAt) - (soundAt ?? firstAt) > AudioBehindSeconds ? soundLateSince ?? nowMs : null;
        pictureLateSince =
            (soundAt ?? firstAt) - (pictureAt ?? firstAt) > VideoBehindSeconds ? pictureLateSince ?? nowMs : null;
        fills = nowMs - soundLateSince >= TimeoutMs;
        Tell(
            nowMs - soundLateSince >= TellAfterMs ? StreamMissing.Audio
                : nowMs - pictureLateSince >= TellAfterMs ? StreamMissing.Video
                : null,
            nowMs
        );
        return fits;
    }

    /// <summary>The silence that belongs beside the newest picture; mostly none.</summary>
    public IReadOnlyList<MediaSample> Fill()
    {
        if (!fills || format.Audio is not { } audio || pictureAt is not { } at)
            return [];

        var made = new List<MediaSample>();
        var next = Math.Max(Math.Max(silentUntil, soundEnd), (long)Math.Ceiling(pieceBeganAt * audio.SampleRate));
        for (; next < at * audio.SampleRate; next += AudioFormat.SamplesPerFrame)
            made.Add(new MediaSample(Track.Audio, next, 0, IsKeyFrame: true, silence));
        silentUntil = made.Count > 0 ? next : silentUntil;
        return made;
    }

    private void Tell(string? missing, long nowMs)
    {
        var isWell = soundLateSince is null && pictureLateSince is null;
        wellSince = isWell ? wellSince ?? nowMs : null;
        if (missing is not null || nowMs - wellSince >= TellAfterMs)
            Missing = missing;
    }
}
