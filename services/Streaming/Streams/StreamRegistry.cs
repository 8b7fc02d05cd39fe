using System.Collections.Concurrent;

namespace UpperBack.Streaming.Streams;

/// <summary>The streams of this process. One is loaded from SQL when somebody first needs it, and evicted when nothing
/// is going on.</summary>
internal sealed class StreamRegistry(StreamParts parts)
{
    private readonly ConcurrentDictionary<SessionId, LiveStream> streams = new();
    private readonly SemaphoreSlim loading = new(1, 1);

    /// <summary>Streams that are in memory.</summary>
    public ICollection<LiveStream> Loaded => streams.Values;

    /// <summary>The stream when it is in memory, else null.</summary>
    public LiveStream? FindLoaded(SessionId sessionId) =>
        streams.TryGetValue(sessionId, out var stream) && stream.Touch() ? stream : null;

    /// <summary>The stream of a session, which may never have begun. Whether there is such a session is the caller's to
    /// know.</summary>
    public ValueTask<LiveStream> OpenAsync(SessionId sessionId, CancellationToken ct) =>
        FindLoaded(sessionId) is { } stream ? ValueTask.FromResult(stream) : LoadAsync(sessionId, ct);

    /// <summary>Evicts a stream that nobody has needed since a moment; it can be loaded again.</summary>
    public void Evict(LiveStream stream, long sinceMs)
    {
        if (stream.TryEvict(sinceMs))
            streams.TryRemove(new(stream.SessionId, stream));
    }

    private async ValueTask<LiveStream> LoadAsync(SessionId sessionId, CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            if (FindLoaded(sessionId) is { } loadedMeanwhile)
                return loadedMeanwhile;

            var stream = new LiveStream(sessionId, await StreamRows.ReadAsync(parts.Database, sessionId, ct), parts);
            streams[sessionId] = stream;
            return stream;
        }
        finally
        {
            loading.Release();
        }
    }
}
