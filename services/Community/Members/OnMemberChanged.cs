using UpperBack.Community.Streaks;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Community.Members;

/// <summary>Keeps Community's own copy of a member; a change of zone, name or wish to be on boards shows at
/// once.</summary>
internal sealed class OnMemberChanged(StreakProjection streaks) : IHandle<MemberChanged>
{
    public async Task HandleAsync(MemberChanged member, UnitOfWork work, CancellationToken ct)
    {
        var args = new
        {
            member.MemberId,
            member.Revision,
            member.DisplayName,
            member.TimeZone,
            member.OnBoards,
        };
        await work.ExecuteAsync(
            """
            insert into members (member_id, revision, display_name, time_zone, on_boards, first_revision, first_time_zone)
            values (@MemberId, @Revision, @DisplayName, @TimeZone, @OnBoards, @Revision, @TimeZone)
            on conflict (member_id) do update set
                revision = excluded.revision,
                display_name = excluded.display_name,
                time_zone = excluded.time_zone,
                on_boards = excluded.on_boards
            where excluded.revision > members.revision
            """,
            args,
            ct
        );
        await work.ExecuteAsync(
            """
            update members set first_revision = @Revision, first_time_zone = @TimeZone
            where member_id = @MemberId and first_revision > @Revision
            """,
            args,
            ct
        );
        await streaks.RefoldAsync(work, member.MemberId, ct);
    }
}
