using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Projections;

/// <summary>Keeps Live's own copy of members' names and zones, and updates the rooms that show them; the highest
/// revision wins.</summary>
internal sealed class OnMemberChanged(RoomBackplane backplane) : IHandle<MemberChanged>
{
    public async Task HandleAsync(MemberChanged member, UnitOfWork work, CancellationToken ct)
    {
        var changed = await work.ExecuteAsync(
            """
            insert into members (member_id, revision, display_name, time_zone)
            values (@MemberId, @Revision, @DisplayName, @TimeZone)
            on conflict (member_id) do update set
                revision = excluded.revision, display_name = excluded.display_name, time_zone = excluded.time_zone
            where members.revision < excluded.revision
            """,
            new
            {
                member.MemberId,
                member.Revision,
                member.DisplayName,
                member.TimeZone,
            },
            ct
        );
        if (changed == 0)
            return;

        var rooms = await work.QueryAsync<SessionId>(
            """
            select session_id from rooms
            where closed_at is null and (
                exists (
                    select 1 from participants
                    where participants.session_id = rooms.session_id and participants.member_id = @MemberId)
                or exists (
                    select 1 from seats
                    where seats.session_id = rooms.session_id and seats.member_id = @MemberId))
            """,
            new { member.MemberId },
            ct
        );
        work.AfterCommit(() =>
        {
            foreach (var room in rooms)
                backplane.Publish(new MemberRenamed(room, member.MemberId, member.DisplayName));
        });
    }
}
