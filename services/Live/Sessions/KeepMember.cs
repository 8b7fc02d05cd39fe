using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Live.Sessions;

/// <summary>Keeps Live's own copy of members' names and zones; the highest revision wins.</summary>
internal sealed class KeepMember : IHandle<MemberChanged>
{
    public Task HandleAsync(MemberChanged member, UnitOfWork work, CancellationToken ct) => work.ExecuteAsync(
        """
        insert into members (member_id, revision, display_name, time_zone)
        values (@MemberId, @Revision, @DisplayName, @TimeZone)
        on conflict (member_id) do update set
            revision = excluded.revision, display_name = excluded.display_name, time_zone = excluded.time_zone
        where members.revision < excluded.revision
        """,
        new { member.MemberId, member.Revision, member.DisplayName, member.TimeZone },
        ct);
}
