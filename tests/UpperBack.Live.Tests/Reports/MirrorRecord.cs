using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace UpperBack.Live.Tests.Reports;

/// <summary>What the mirror stores of a class, written as it does; seconds count from when this was made.</summary>
internal sealed class MirrorRecord(LiveFixture fixture, SessionId session)
{
    private readonly LiveDatabase database = fixture.Server.Services.GetRequiredService<LiveDatabase>();

    public long FromMs { get; } = fixture.Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Task ShareAsync(TestMember member, int from, int? to) =>
        InsertAsync(
            """
            insert into mirror_shares (share_id, session_id, member_id, began_at, ended_at)
            values (@id, @session, @member, @began, @ended)
            """,
            default,
            member.Id,
            from,
            to
        );

    public Task WatchAsync(TestMember leader, int from, int? to) =>
        InsertAsync(
            """
            insert into mirror_watches (watch_id, session_id, leader_id, began_at, ended_at)
            values (@id, @session, @leader, @began, @ended)
            """,
            leader.Id,
            default,
            from,
            to
        );

    public Task LookAsync(TestMember leader, TestMember member, int from, int? to) =>
        InsertAsync(
            """
            insert into mirror_looks (look_id, share_id, session_id, leader_id, member_id, began_at, ended_at)
            values (@id, @share, @session, @leader, @member, @began, @ended)
            """,
            leader.Id,
            member.Id,
            from,
            to
        );

    /// <summary>Waits until their names are known.</summary>
    public async Task KnowsAsync(params TestMember[] members)
    {
        foreach (var member in members)
            await Eventually.Is(
                () =>
                    database.QueryFirstOrDefaultAsync<int>(
                        "select count(*) from members where member_id = @Id",
                        new { member.Id },
                        default
                    ),
                known => known == 1
            );
    }

    /// <summary>A moment, in Unix milliseconds.</summary>
    public long MsAt(int seconds) => FromMs + (seconds * 1000);

    private Task InsertAsync(string sql, MemberId leader, MemberId member, int from, int? to) =>
        database.ExecuteAsync(
            sql,
            new
            {
                id = Guid.NewGuid(),
                share = Guid.NewGuid(),
                session,
                leader,
                member,
                began = At(from),
                ended = to is { } end ? At(end) : (Instant?)null,
            },
            default
        );

    private Instant At(int seconds) => Instant.FromUnixTimeMilliseconds(MsAt(seconds));
}
