using UpperBack.Community.Members;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Community.Streaks;

/// <summary>Keeps Community's own copy of a member; a change of zone, name or wish to be on boards shows at
/// once.</summary>
internal sealed class OnMemberChanged(StreakProjection streaks) : IHandle<MemberChanged>
{
    public async Task HandleAsync(MemberChanged member, UnitOfWork work, CancellationToken ct)
    {
        await MemberProjection.SaveAsync(work, member, ct);
        await streaks.RefoldAsync(work, member.MemberId, ct);
    }
}
