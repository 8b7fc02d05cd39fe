using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Scheduling.Members;

/// <summary>Stores what Scheduling needs of members: their name, the zone of their days, and whether they may
/// coach and lead.</summary>
internal sealed class OnMemberChanged : IHandle<MemberChanged>
{
    public Task HandleAsync(MemberChanged integrationEvent, UnitOfWork work, CancellationToken ct)
    {
        var mayInstruct =
            integrationEvent.Roles.Contains(Roles.Instructor) || integrationEvent.Roles.Contains(Roles.Admin);
        return work.ExecuteAsync(
            """
            insert into members (member_id, revision, display_name, search_name, time_zone, may_coach, may_instruct)
            values (@MemberId, @Revision, @DisplayName, @searchName, @TimeZone, @mayCoach, @mayInstruct)
            on conflict (member_id) do update
            set revision = excluded.revision, display_name = excluded.display_name, search_name = excluded.search_name,
                time_zone = excluded.time_zone, may_coach = excluded.may_coach, may_instruct = excluded.may_instruct
            where members.revision < excluded.revision
            """,
            new
            {
                integrationEvent.MemberId,
                integrationEvent.Revision,
                integrationEvent.DisplayName,
                searchName = FindLeaders.SearchTextOf(integrationEvent.DisplayName),
                integrationEvent.TimeZone,
                mayCoach = mayInstruct || integrationEvent.Roles.Contains(Roles.Coach),
                mayInstruct,
            },
            ct
        );
    }
}
