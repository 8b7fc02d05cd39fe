using System.Diagnostics.Metrics;

namespace UpperBack.Infrastructure.Telemetry;

/// <summary>What the mirror measures of itself: instruments of the platform's one meter, see
/// <see cref="UpperBackMetrics"/>.</summary>
public sealed class MirrorMetrics
{
    private readonly Counter<long> bytes;
    private readonly Counter<long> dropped;
    private readonly Counter<long> keyFramesAsked;
    private readonly Histogram<double> age;
    private volatile Func<int>? tiles;

    /// <summary>Makes the instruments.</summary>
    public MirrorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(UpperBackMetrics.MeterName);
        meter.CreateObservableGauge(
            "upperback.mirror.tiles",
            ObserveTiles,
            null,
            "Members who share their picture on this node."
        );
        bytes = meter.CreateCounter<long>("upperback.mirror.sent", "By", "Bytes of pictures sent to leaders.");
        dropped = meter.CreateCounter<long>(
            "upperback.mirror.dropped",
            null,
            "Pictures that a leader was not sent: because they read too slowly, or of what was too much."
        );
        keyFramesAsked = meter.CreateCounter<long>(
            "upperback.mirror.keyframes.requested",
            null,
            "Key frames that members' devices were asked for."
        );
        age = meter.CreateHistogram(
            "upperback.mirror.age",
            "s",
            "Age of a picture, since it was captured, when it is given to a leader's socket.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10],
            }
        );
    }

    /// <summary>Says who is asked how many share on this node; they must answer at once.</summary>
    public void ObserveTiles(Func<int> count) => tiles = count;

    /// <summary>A picture was given to a leader's socket.</summary>
    /// <param name="size">Its bytes.</param>
    /// <param name="ageMs">Milliseconds since it was captured, as its device tells it.</param>
    public void PictureSent(int size, long ageMs)
    {
        bytes.Add(size);
        if (ageMs is >= 0 and <= 60_000)
            age.Record(ageMs / 1000.0);
    }

    /// <summary>A leader was not sent pictures.</summary>
    public void PicturesDropped(int count) => dropped.Add(count);

    /// <summary>A member's device was asked for a key frame.</summary>
    public void KeyFrameAsked() => keyFramesAsked.Add(1);

    private IEnumerable<Measurement<int>> ObserveTiles() => tiles is { } count ? [new Measurement<int>(count())] : [];
}
