using UpperBack.Contracts.Events;

namespace UpperBack.Streaming.Media;

/// <summary>Notices that an announced track does not come, and makes silence where the audio should be:
/// players stop without it. Audio that comes after its silence is left out; what comes in time keeps its time.
/// Pure.</summary>
/// <param name="format">What the encoder session consists of.</param>
internal sealed class SilenceFiller(StreamFormat format)
{
    /// <summary>How far the audio may be behind the video, in seconds of the encoder session.</summary>
    private const double AudioBehindSeconds = 0.7;

    /// <summary>How far the video may be behind the audio; some cameras give one frame a second.</summary>
    private const double VideoBehindSeconds = 1.5;

    /// <summary>How long the audio may be late before silence is made: whole bursts of one track come before those of
    /// the other.</summary>
    private const long TimeoutMs = 200;

    /// <summary>How long something must be late, or be back, before it is reported.</summary>
    private const long ReportAfterMs = 1500;

    private const double MaxFrameSeconds = 1;

    private readonly byte[] silence = format.Audio is { } audio ? AudioConfiguration.SilentFrame(audio) : [];
    private double? firstAt;
    private double? videoAt;
    private double continuousSince;
    private double? audioAt;
    private long audioEnd;
    private long silentUntil;
    private bool fills;
    private long? audioLateSince;
    private long? videoLateSince;
    private long? completeSince;

    /// <summary>What is missing, see <see cref="StreamMissing"/>; null when nothing is.</summary>
    public string? Missing { get; private set; }

    /// <summary>A sample came.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="nowMs">When, on any clock that does not go back.</param>
    /// <returns>False when silence has taken its place already.</returns>
    public bool Add(in MediaSample sample, long nowMs)
    {
        if (format is not { Video: not null, Audio: { } audio })
            return true;

        var fits = true;
        if (sample.Track == Track.Video)
        {
            var at = sample.DecodeTime / (double)VideoFormat.Timescale;
            continuousSince = videoAt is null || at > videoAt + MaxFrameSeconds ? at : continuousSince;
            firstAt ??= at;
            videoAt = at;
        }
        else
        {
            var end = sample.DecodeTime + AudioFormat.SamplesPerFrame;
            fits = end - (AudioFormat.SamplesPerFrame / 2) >= silentUntil;
            audioEnd = fits ? end : audioEnd;
            firstAt ??= sample.DecodeTime / (double)audio.SampleRate;
            audioAt = end / (double)audio.SampleRate;
        }

        audioLateSince =
            (videoAt ?? firstAt) - (audioAt ?? firstAt) > AudioBehindSeconds ? audioLateSince ?? nowMs : null;
        videoLateSince =
            (audioAt ?? firstAt) - (videoAt ?? firstAt) > VideoBehindSeconds ? videoLateSince ?? nowMs : null;
        fills = nowMs - audioLateSince >= TimeoutMs;
        Report(
            nowMs - audioLateSince >= ReportAfterMs ? StreamMissing.Audio
                : nowMs - videoLateSince >= ReportAfterMs ? StreamMissing.Video
                : null,
            nowMs
        );
        return fits;
    }

    /// <summary>The silence that belongs beside the newest video; mostly none.</summary>
    public IReadOnlyList<MediaSample> Fill()
    {
        if (!fills || format.Audio is not { } audio || videoAt is not { } at)
            return [];

        var made = new List<MediaSample>();
        var next = Math.Max(Math.Max(silentUntil, audioEnd), (long)Math.Ceiling(continuousSince * audio.SampleRate));
        for (; next < at * audio.SampleRate; next += AudioFormat.SamplesPerFrame)
            made.Add(new MediaSample(Track.Audio, next, 0, IsKeyFrame: true, silence));
        silentUntil = made.Count > 0 ? next : silentUntil;
        return made;
    }

    private void Report(string? missing, long nowMs)
    {
        var isComplete = audioLateSince is null && videoLateSince is null;
        completeSince = isComplete ? completeSince ?? nowMs : null;
        if (missing is not null || nowMs - completeSince >= ReportAfterMs)
            Missing = missing;
    }
}
