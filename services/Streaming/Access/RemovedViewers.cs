using System.Collections.Concurrent;
using UpperBack.Contracts.Ids;

namespace UpperBack.Streaming.Access;

/// <summary>Who may not watch a session any more: in memory, because every request for media asks.</summary>
internal sealed class RemovedViewers(StreamingDatabase database)
{
    private readonly ConcurrentDictionary<(SessionId, MemberId), (long Revision, bool IsRemoved)> known = new();
    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile bool isLoaded;

    /// <summary>Word that was committed; a lower revision than the known one says nothing.</summary>
    public void Hear(SessionId sessionId, MemberId member, long revision, bool isRemoved) => known.AddOrUpdate(
        (sessionId, member), (revision, isRemoved), (_, before) => before.Revision < revision ? (revision, isRemoved) : before);

    /// <summary>True when this member was taken out of the session.</summary>
    public ValueTask<bool> ContainsAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        isLoaded ? ValueTask.FromResult(Contains(sessionId, member)) : LoadThenAskAsync(sessionId, member, ct);

    private bool Contains(SessionId sessionId, MemberId member) => known.TryGetValue((sessionId, member), out var state) && state.IsRemoved;

    private async ValueTask<bool> LoadThenAskAsync(SessionId sessionId, MemberId member, CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            if (!isLoaded)
            {
                var rows = await database.QueryAsync<Row>(
                    "select session_id as SessionId, member_id as MemberId, revision as Revision from removals where is_removed = @isRemoved",
                    new { isRemoved = true },
                    ct);
                foreach (var row in rows)
                    Hear(row.SessionId, row.MemberId, row.Revision, isRemoved: true);
                isLoaded = true;
            }
        }
        finally
        {
            loading.Release();
        }

        return Contains(sessionId, member);
    }

    private sealed class Row
    {
        public SessionId SessionId { get; init; }

        public MemberId MemberId { get; init; }

        public long Revision { get; init; }
    }
}
