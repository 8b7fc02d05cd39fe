using UpperBack.Streaming.Packaging;
using UpperBack.Streaming.Playlists;
using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Streams;

/// <summary>The recent past of a rendition: what its live playlist lists and a little more, for those who are late. Its
/// numbers run without a gap. Pure; its owner serialises access.</summary>
internal sealed class LiveWindow(long firstSegment, long discontinuitiesBefore)
{
    /// <summary>Finished segments that the playlist lists: half a minute.</summary>
    public const int Listed = 16;

    private const int Kept = 24;

    // An encoder that reconnects often makes short segments, but seldom more than one a second.
    private const double MinLostSeconds = 1;
    private const double MaxLostSeconds = 2;
    private const int MaxLost = 64;

    private readonly Queue<LiveSegment> finished = new();
    private long nextNumber = firstSegment;
    private long discontinuitiesDropped = discontinuitiesBefore;
    private int run;

    /// <summary>Number of the segment that the next part is in, or begins.</summary>
    public long NextSegment => Open?.Number ?? nextNumber;

    /// <summary>What that segment is called; null before this process knows, because no encoder session has begun in
    /// it.</summary>
    public SegmentName? NextName => run == 0 ? null : new(run, NextSegment);

    /// <summary>Number of the next part in that segment, from 0.</summary>
    public int NextPart => Open?.Parts.Count ?? 0;

    /// <summary>The segment that is being made; null between two.</summary>
    public LiveSegment? Open { get; private set; }

    /// <summary>The newest segment, finished or not; null when there is none.</summary>
    public LiveSegment? Last { get; private set; }

    /// <summary>True while there is nothing.</summary>
    public bool IsEmpty => Last is null;

    /// <summary>When what is there ends, as a moment of capture, Unix milliseconds; null while there is
    /// nothing.</summary>
    public double? EndMs =>
        finished.Append(Open).LastOrDefault(segment => segment is { IsGap: false }) is { } last ? EndOf(last) : null;

    /// <summary>Discontinuities before the first listed segment.</summary>
    public long DiscontinuitySequence =>
        discontinuitiesDropped + finished.Take(finished.Count - Listed).Count(segment => segment.IsDiscontinuity);

    /// <summary>All discontinuities so far.</summary>
    public long Discontinuities { get; private set; } = discontinuitiesBefore;

    /// <summary>What the playlist lists as finished.</summary>
    public IEnumerable<LiveSegment> ListedSegments => finished.Skip(finished.Count - Listed);

    /// <summary>Continues where an earlier process stopped, so that players find what they know.</summary>
    /// <param name="recorded">What it recorded, in order.</param>
    public void Resume(IReadOnlyList<RecordedSegment> recorded)
    {
        var known = new List<LiveSegment>();
        foreach (var segment in recorded.TakeLast(Kept).Select(LiveSegment.Recorded))
        {
            if (known.Count > 0 && !TryFillHole(known, segment))
                known.Clear();
            known.Add(segment);
        }

        if (known.Count == 0)
            return;

        foreach (var segment in known.TakeLast(Kept))
            finished.Enqueue(segment);
        Last = known[^1];
        nextNumber = Last.Number + 1;
        Discontinuities = Last.Discontinuities;
        discontinuitiesDropped = finished.Peek().Discontinuities - (finished.Peek().IsDiscontinuity ? 1 : 0);
    }

    /// <summary>An encoder session begins. The first one of a process leaves out the numbers that players may know of
    /// what an earlier process had not recorded yet when it was killed: what was lost is listed as gaps, for numbers
    /// run without a hole.</summary>
    /// <param name="encoderSession">Which encoder session.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    public void Begin(int encoderSession, double nowMs)
    {
        if (run != 0)
            return;

        run = encoderSession;
        if (Last is not { } last)
            return;

        // A second less, because what comes was captured before now; one number more, because of the discontinuity
        // before it.
        var lostSeconds = Math.Max((nowMs - EndOf(last)) / 1000, 0);
        var count = Math.Clamp((int)Math.Ceiling(lostSeconds / MinLostSeconds), 1, MaxLost) + 1;
        var each = Math.Min(Math.Max(lostSeconds - 1, 0) / count, MaxLostSeconds);
        AddGaps(last, count, each, discontinuities: 1, Enqueue);
    }

    /// <summary>Adds the next part, which begins a segment when none is open.</summary>
    /// <param name="part">The part; its bytes are kept.</param>
    /// <param name="encoderSession">Its encoder session.</param>
    /// <param name="pdtMs">When its first sample was captured; counts for the first part of a segment.</param>
    /// <returns>The segment that this part finished, or null.</returns>
    public LiveSegment? Append(PackagedPart part, int encoderSession, double pdtMs)
    {
        if (Open is null)
        {
            var isDiscontinuity =
                Last is not null && (part.BeginsDiscontinuity || Last.EncoderSession != encoderSession);
            var earliest = Last is null
                ? double.MinValue
                : Last.PdtMs + (Last.EncoderSession == encoderSession ? 0 : Last.DurationSeconds * 1000);
            Discontinuities += isDiscontinuity ? 1 : 0;
            Last = Open = new LiveSegment(
                new(run, nextNumber++),
                encoderSession,
                part.StartSeconds,
                Math.Max(pdtMs, earliest),
                isDiscontinuity,
                Discontinuities
            );
        }

        Open.Add(part);
        return part.EndsSegment ? Finish() : null;
    }

    /// <summary>Finishes the open segment with the parts it has.</summary>
    /// <returns>It, or null when none was open.</returns>
    public LiveSegment? Finish()
    {
        if (Open is not { } segment)
            return null;

        Open = null;
        Enqueue(segment);
        return segment;
    }

    /// <summary>A segment that is still here, finished or open; null when it is not.</summary>
    public LiveSegment? Find(long number) =>
        Open?.Number == number ? Open : finished.FirstOrDefault(segment => segment.Number == number);

    private static double EndOf(LiveSegment segment) => segment.PdtMs + (segment.DurationSeconds * 1000);

    /// <summary>Lists what is missing between what is known and a segment after it as gaps.</summary>
    /// <returns>False when there are too many, or the rows do not say.</returns>
    private static bool TryFillHole(List<LiveSegment> known, LiveSegment next)
    {
        var last = known[^1];
        var count = next.Number - last.Number - 1;
        var discontinuities = next.Discontinuities - last.Discontinuities - (next.IsDiscontinuity ? 1 : 0);
        if (count < 0 || count > MaxLost || discontinuities < 0 || discontinuities > count)
            return false;

        AddGaps(
            last,
            (int)count,
            Math.Clamp((next.PdtMs - EndOf(last)) / 1000 / Math.Max(count, 1), 0, MaxLostSeconds),
            discontinuities,
            known.Add
        );
        return true;
    }

    /// <summary>Makes gaps, the last of them with the discontinuities: the first ones are known to players as what went
    /// on.</summary>
    private static void AddGaps(
        LiveSegment last,
        int count,
        double seconds,
        long discontinuities,
        Action<LiveSegment> add
    )
    {
        for (var i = 0; i < count; i++)
        {
            var jumps = Math.Max(0, discontinuities - (count - 1 - i));
            add(
                LiveSegment.Gap(
                    last.Name with
                    {
                        Number = last.Number + 1 + i,
                    },
                    last.EncoderSession,
                    EndOf(last) + (i * seconds * 1000),
                    seconds,
                    jumps > 0,
                    last.Discontinuities + jumps
                )
            );
        }
    }

    private void Enqueue(LiveSegment segment)
    {
        finished.Enqueue(segment);
        if (finished.Count > Kept && finished.Dequeue().IsDiscontinuity)
            discontinuitiesDropped++;
        if (!segment.IsGap)
            return;

        (Last, nextNumber, Discontinuities) = (segment, segment.Number + 1, segment.Discontinuities);
    }
}
