using System.Security.Claims;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;

namespace UpperBack.Scheduling.Members;

/// <summary>Who may lead a class: its instructor, and the coaches beside them.</summary>
internal static class Leaders
{
    private const int MostCoaches = 20;
    private const int Looks = 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Requires that every coach is a known member who may coach, once, and not the instructor.</summary>
    public static async Task CheckAsync(Validation validation, IReadOnlyList<MemberId> coachIds, MemberId instructorId, SchedulingDatabase database, CancellationToken ct)
    {
        validation.That(coachIds.Count <= MostCoaches, "coachIds", $"coachIds names {coachIds.Count} coaches: at most {MostCoaches}.");
        validation.That(coachIds.Distinct().Count() == coachIds.Count, "coachIds", "coachIds names a coach twice: name each once.");
        validation.That(!coachIds.Contains(instructorId), "coachIds", "coachIds names you, but you lead this class as its instructor: leave yourself out.");
        if (coachIds.Count > MostCoaches)
            return;

        foreach (var coachId in coachIds.Distinct())
        {
            var mayCoach = await MayCoachAsync(coachId, database, ct);
            validation.That(
                mayCoach == true,
                "coachIds",
                mayCoach is null ? $"coachIds names {coachId}, who is no member here." : $"coachIds names {coachId}, who has neither the role coach nor instructor.");
        }
    }

    /// <summary>Whether somebody may coach; null when they are no member. Word of a role that was given this moment may still be on its
    /// way here, so a "no" is asked again a few times.</summary>
    private static async Task<bool?> MayCoachAsync(MemberId coachId, SchedulingDatabase database, CancellationToken ct)
    {
        bool? mayCoach = null;
        for (var look = 0; look < Looks && mayCoach != true; look++)
        {
            if (look > 0)
                await Task.Delay(BetweenLooks, ct);
            mayCoach = await database.QueryFirstOrDefaultAsync<bool?>("select may_coach from members where member_id = @coachId", new { coachId }, ct);
        }

        return mayCoach;
    }

    /// <summary>Knows the instructor by the name on their token until Accounts tells more.</summary>
    public static Task RememberAsync(UnitOfWork work, ClaimsPrincipal instructor, CancellationToken ct) => work.ExecuteAsync(
        """
        insert into members (member_id, revision, display_name, may_coach) values (@memberId, 0, @displayName, @mayCoach)
        on conflict (member_id) do nothing
        """,
        new { memberId = instructor.MemberId(), displayName = instructor.DisplayName(), mayCoach = true },
        ct);
}
