using System.Collections.Concurrent;
using UpperBack.Streaming.Recordings;

namespace UpperBack.Streaming.Streams;

/// <summary>A stream's renditions. One exists from the first take that has it on, also after a restart.</summary>
/// <param name="stored">What rows say.</param>
/// <param name="tapingFailed">Told of what goes wrong in the background.</param>
internal sealed class RenditionSet(StoredStream stored, Action<Exception> tapingFailed)
{
    // Takes are rows before anybody sees anything of them, segments are not. So numbers that may have been seen before a crash, and be
    // in caches, are left behind by counting on from the take; and so are those of discontinuities.
    private const long NumbersOfATake = 100_000;

    private readonly long firstSegment = (stored.LastTake * NumbersOfATake) + 1;
    private readonly ConcurrentDictionary<string, Rendition> renditions = new(stored.Tapes.Select(tape => KeyValuePair.Create(
        tape.Key,
        new Rendition(
            tape.Key,
            (stored.LastTake * NumbersOfATake) + 1,
            stored.LastTake + tape.Value.Segments.Count(segment => segment.IsDiscontinuity),
            stored.InitsOf(tape.Key),
            tape.Value,
            tapingFailed))));

    /// <summary>All of them.</summary>
    public ICollection<Rendition> All => renditions.Values;

    /// <summary>A rendition by its name, or null.</summary>
    public Rendition? Find(string name) => renditions.GetValueOrDefault(name);

    /// <summary>A rendition by its name, which begins where the source is when there was none.</summary>
    public Rendition FindOrBegin(string name) => renditions.GetOrAdd(name, _ =>
    {
        var (segment, discontinuities) = Find(Rendition.Source)?.Position ?? (firstSegment, 0);
        return new Rendition(name, segment, discontinuities, [], new Tape([]), tapingFailed);
    });

    /// <summary>The stream's state changed.</summary>
    public void Refresh()
    {
        foreach (var rendition in renditions.Values)
            rendition.Refresh();
    }

    /// <summary>Returns once every segment that was finished is on its tape, or will not be.</summary>
    public Task FlushAsync(CancellationToken ct) => Task.WhenAll(renditions.Values.Select(rendition => rendition.Taping.FlushAsync(ct)));
}
