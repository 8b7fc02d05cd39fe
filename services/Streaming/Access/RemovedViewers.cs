using System.Data.Common;
using Microsoft.Extensions.Caching.Memory;

namespace UpperBack.Streaming.Access;

/// <summary>Who may not watch a session any more. Every request for media asks, so it is kept in memory. Another
/// process may have stored a removal, so what is asked for is read again from SQL every second, once for all who
/// ask.</summary>
internal sealed class RemovedViewers(StreamingDatabase database, TimeProvider clock) : IDisposable
{
    private const long FreshForMs = 1000;
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache sessions = new(new MemoryCacheOptions());

    /// <summary>A removal was committed here: the next request reads it.</summary>
    public void Refresh(SessionId sessionId) => sessions.Remove(sessionId);

    /// <summary>True when this member was removed from the session.</summary>
    public async ValueTask<bool> ContainsAsync(SessionId sessionId, MemberId member, CancellationToken ct)
    {
        var known = sessions.GetOrCreate(sessionId, entry =>
        {
            entry.SlidingExpiration = Unused;
            return new Known();
        })!;
        if (known.IsStaleAt(clock.NowMs()))
            await ReadAsync(sessionId, known, ct);
        return known.Members.Contains(member);
    }

    public void Dispose() => sessions.Dispose();

    private async Task ReadAsync(SessionId sessionId, Known known, CancellationToken ct)
    {
        await known.Gate.WaitAsync(ct);
        try
        {
            var nowMs = clock.NowMs();
            if (!known.IsStaleAt(nowMs))
                return;

            var members = await database.QueryAsync<MemberId>(
                "select member_id from removals where session_id = @sessionId and is_removed",
                new { sessionId },
                ct
            );
            known.Read(members.ToHashSet(), nowMs);
        }
        catch (DbException) when (known.WasRead)
        {
            // While the database is away the last known state holds, so viewers can go on watching.
        }
        finally
        {
            known.Gate.Release();
        }
    }

    private sealed class Known
    {
        private long readAtMs = -1;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public volatile IReadOnlySet<MemberId> Members = new HashSet<MemberId>();

        public bool WasRead => Interlocked.Read(ref readAtMs) >= 0;

        /// <summary>A clock that was set back makes everything stale, too.</summary>
        public bool IsStaleAt(long nowMs) =>
            Interlocked.Read(ref readAtMs) is var at && (at < 0 || Math.Abs(nowMs - at) >= FreshForMs);

        public void Read(IReadOnlySet<MemberId> members, long nowMs)
        {
            Members = members;
            Interlocked.Exchange(ref readAtMs, nowMs);
        }
    }
}
