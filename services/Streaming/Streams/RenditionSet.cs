using System.Collections.Concurrent;
using UpperBack.Streaming.Storage;

namespace UpperBack.Streaming.Streams;

/// <summary>A stream's renditions. One exists from the first encoder session that has it on, also after a
/// restart.</summary>
/// <param name="stored">What rows say.</param>
/// <param name="recordingFailed">Called when work in the background fails.</param>
internal sealed class RenditionSet(StoredStream stored, Action<Exception> recordingFailed)
{
    private readonly ConcurrentDictionary<string, Rendition> renditions = new(
        stored.Recordings.Select(recording =>
            KeyValuePair.Create(
                recording.Key,
                new Rendition(recording.Key, default, stored.InitsOf(recording.Key), recording.Value, recordingFailed)
            )
        )
    );

    /// <summary>All of them.</summary>
    public ICollection<Rendition> All => renditions.Values;

    /// <summary>A rendition by its name, or null.</summary>
    public Rendition? Find(string name) => renditions.GetValueOrDefault(name);

    /// <summary>A rendition by its name, which begins where the source is when there was none. When nothing is recorded
    /// of the source either, but somebody may have seen it, its numbers are skipped: there is no more than one a
    /// second.</summary>
    public Rendition FindOrBegin(string name, long nowMs) => renditions.GetOrAdd(name, _ =>
        {
            var begun = Math.Max(nowMs - (stored.State.StartedMs ?? nowMs), 0) / 1000;
            return new Rendition(
                name,
                Find(Rendition.Source)?.Position ?? (begun + 1, stored.LastEncoderSession),
                [],
                new RecordingIndex([]),
                recordingFailed
            );
        });

    /// <summary>The stream's state changed.</summary>
    public void Refresh()
    {
        foreach (var rendition in renditions.Values)
            rendition.Refresh();
    }

    /// <summary>Returns once every segment that was finished is on its recording, or will not be.</summary>
    public Task FlushAsync(CancellationToken ct) =>
        Task.WhenAll(renditions.Values.Select(rendition => rendition.RecordingQueue.FlushAsync(ct)));
}
