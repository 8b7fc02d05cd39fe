using NodaTime;

namespace UpperBack.Live.Mirror;

/// <summary>What is kept of the mirror: who shared, who watched, and who looked at whom, when. Never a picture, and no
/// key. A row without an end lasts, or was cut off with its node: then until the class ended.</summary>
internal sealed class MirrorRows(LiveDatabase database)
{
    /// <summary>When a leader last looked in on a member in this class, Unix milliseconds; null if none did.</summary>
    public async Task<long?> ReadLastLookAsync(SessionId sessionId, MemberId member, CancellationToken ct) =>
        (
            await database.QueryFirstOrDefaultAsync<Instant?>(
                """
                select coalesce(ended_at, began_at) as LookedAt
                from mirror_looks where session_id = @sessionId and member_id = @member
                order by LookedAt desc limit 1
                """,
                new { sessionId, member },
                ct
            )
        )?.ToUnixTimeMilliseconds();

    public Task BeginShareAsync(SessionId sessionId, SharerSocket sharer) =>
        WriteAsync(
            """
            insert into mirror_shares (share_id, session_id, member_id, began_at)
            values (@RowId, @sessionId, @Member, @Now)
            """,
            now => new
            {
                sharer.RowId,
                sessionId,
                sharer.Member,
                Now = now,
            }
        );

    /// <summary>Ends a share, and what looks at it.</summary>
    public Task EndShareAsync(SharerSocket sharer) =>
        database.InBatchAsync(
            async (work, ct) =>
            {
                await work.ExecuteAsync(
                    "update mirror_shares set ended_at = @Now where share_id = @RowId",
                    new { work.Now, sharer.RowId },
                    ct
                );
                return await work.ExecuteAsync(
                    "update mirror_looks set ended_at = @Now where share_id = @RowId and ended_at is null",
                    new { work.Now, sharer.RowId },
                    ct
                );
            },
            CancellationToken.None
        );

    public Task BeginWatchAsync(SessionId sessionId, LeaderSocket leader) =>
        WriteAsync(
            """
            insert into mirror_watches (watch_id, session_id, leader_id, began_at)
            values (@RowId, @sessionId, @Member, @Now)
            """,
            now => new
            {
                leader.RowId,
                sessionId,
                leader.Member,
                Now = now,
            }
        );

    /// <summary>Ends a watch, and its look-in.</summary>
    public async Task EndWatchAsync(LeaderSocket leader, Guid? look)
    {
        await EndLookAsync(look);
        await WriteAsync("update mirror_watches set ended_at = @Now where watch_id = @RowId", now => new
        {
            Now = now,
            leader.RowId,
        });
    }

    /// <summary>Stores a look-in, before its first picture is passed on.</summary>
    /// <param name="look">Names the row.</param>
    /// <param name="sessionId">Which class.</param>
    /// <param name="leader">Who looks.</param>
    /// <param name="sharer">At whom.</param>
    public Task BeginLookAsync(Guid look, SessionId sessionId, LeaderSocket leader, SharerSocket sharer) =>
        WriteAsync(
            """
            insert into mirror_looks (look_id, share_id, session_id, leader_id, member_id, began_at)
            values (@look, @RowId, @sessionId, @Leader, @Member, @Now)
            """,
            now => new
            {
                look,
                sharer.RowId,
                sessionId,
                Leader = leader.Member,
                sharer.Member,
                Now = now,
            }
        );

    public Task EndLookAsync(Guid? look) =>
        look is null
            ? Task.CompletedTask
            : WriteAsync(
                "update mirror_looks set ended_at = @Now where look_id = @look and ended_at is null",
                now => new { Now = now, look }
            );

    private Task WriteAsync(string sql, Func<Instant, object> args) =>
        database.InBatchAsync((work, ct) => work.ExecuteAsync(sql, args(work.Now), ct), CancellationToken.None);
}
