using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Scheduling.Members;

/// <summary>Keeps what Scheduling needs to know of members: their name, the zone of their days, and whether they may coach.</summary>
internal sealed class OnMemberChanged : IHandle<MemberChanged>
{
    public Task HandleAsync(MemberChanged integrationEvent, UnitOfWork work, CancellationToken ct) => work.ExecuteAsync(
        """
        insert into members (member_id, revision, display_name, time_zone, may_coach)
        values (@MemberId, @Revision, @DisplayName, @TimeZone, @mayCoach)
        on conflict (member_id) do update
        set revision = excluded.revision, display_name = excluded.display_name, time_zone = excluded.time_zone, may_coach = excluded.may_coach
        where members.revision < excluded.revision
        """,
        new
        {
            integrationEvent.MemberId,
            integrationEvent.Revision,
            integrationEvent.DisplayName,
            integrationEvent.TimeZone,
            mayCoach = integrationEvent.Roles.Contains(Roles.Coach) || integrationEvent.Roles.Contains(Roles.Instructor),
        },
        ct);
}
