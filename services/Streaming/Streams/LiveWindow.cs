using UpperBack.Streaming.Packaging;

namespace UpperBack.Streaming.Streams;

/// <summary>The recent past of a rendition: what its live playlist lists and a little more, for those who are late. Its numbers run
/// without a gap. Pure; its owner lets one in at a time.</summary>
internal sealed class LiveWindow(long firstSegment, long discontinuitiesBefore)
{
    /// <summary>Finished segments that the playlist lists: half a minute.</summary>
    public const int Listed = 16;

    private const int Kept = 24;

    private readonly Queue<LiveSegment> finished = new();
    private long nextNumber = firstSegment;
    private long discontinuitiesGone = discontinuitiesBefore;

    /// <summary>Number of the segment that the next part is in, or begins.</summary>
    public long NextSegment => Open?.Number ?? nextNumber;

    /// <summary>Number of the next part in that segment, from 0.</summary>
    public int NextPart => Open?.Parts.Count ?? 0;

    /// <summary>The segment that is being made; null between two.</summary>
    public LiveSegment? Open { get; private set; }

    /// <summary>The newest segment, finished or not; null when there is none.</summary>
    public LiveSegment? Last { get; private set; }

    /// <summary>True before the first part.</summary>
    public bool IsEmpty => Last is null;

    /// <summary>Discontinuities before the first listed segment.</summary>
    public long DiscontinuitySequence => discontinuitiesGone + finished.Take(finished.Count - Listed).Count(gone => gone.IsDiscontinuity);

    /// <summary>All discontinuities so far.</summary>
    public long Discontinuities { get; private set; } = discontinuitiesBefore;

    /// <summary>What the playlist lists as finished.</summary>
    public IEnumerable<LiveSegment> ListedSegments => finished.Skip(finished.Count - Listed);

    /// <summary>Adds the next part, which begins a segment when none is open.</summary>
    /// <param name="part">The part; its bytes are kept.</param>
    /// <param name="take">Its take.</param>
    /// <param name="pdtMs">When its first sample was captured; counts for the first part of a segment.</param>
    /// <returns>The segment that this part finished, or null.</returns>
    public LiveSegment? Append(PackagedPart part, int take, double pdtMs)
    {
        if (Open is null)
        {
            var isDiscontinuity = Last is not null && (part.BeginsDiscontinuity || Last.Take != take);
            var earliest = Last is null ? double.MinValue : Last.PdtMs + (Last.Take == take ? 0 : Last.DurationSeconds * 1000);
            Last = Open = new LiveSegment(nextNumber++, take, part.StartSeconds, Math.Max(pdtMs, earliest), isDiscontinuity);
            Discontinuities += isDiscontinuity ? 1 : 0;
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
        finished.Enqueue(segment);
        if (finished.Count > Kept && finished.Dequeue().IsDiscontinuity)
            discontinuitiesGone++;
        return segment;
    }

    /// <summary>A segment that is still here, finished or open; null when it is not.</summary>
    public LiveSegment? Find(long number) => Open?.Number == number ? Open : finished.FirstOrDefault(segment => segment.Number == number);
}

/// <summary>A segment of the live window.</summary>
/// <param name="number">Its media sequence number.</param>
/// <param name="take">The take it is of.</param>
/// <param name="startSeconds">Where it begins in the take.</param>
/// <param name="pdtMs">When its first sample was captured, Unix milliseconds, before calibration.</param>
/// <param name="isDiscontinuity">True when it does not go on from the one before.</param>
internal sealed class LiveSegment(long number, int take, double startSeconds, double pdtMs, bool isDiscontinuity)
{
    private readonly List<PackagedPart> parts = [];

    public long Number => number;

    public int Take => take;

    public double StartSeconds => startSeconds;

    public double PdtMs => pdtMs;

    public bool IsDiscontinuity => isDiscontinuity;

    public IReadOnlyList<PackagedPart> Parts => parts;

    public double DurationSeconds { get; private set; }

    /// <summary>Bytes of all its parts.</summary>
    public int Length { get; private set; }

    public void Add(PackagedPart part)
    {
        parts.Add(part);
        DurationSeconds += part.DurationSeconds;
        Length += part.Bytes.Length;
    }

    /// <summary>Writes its bytes, which are those of its parts one after another.</summary>
    public void CopyTo(Memory<byte> target)
    {
        foreach (var part in parts)
        {
            part.Bytes.CopyTo(target);
            target = target[part.Bytes.Length..];
        }
    }
}
