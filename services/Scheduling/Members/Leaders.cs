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
        validation.That(coachIds.Count <= MostCoaches, "coachIds", $"That is too many coaches: choose at most {MostCoaches}.");
        validation.That(coachIds.Distinct().Count() == coachIds.Count, "coachIds", "One coach is named twice: name each once.");
        validation.That(!coachIds.Contains(instructorId), "coachIds", "The instructor of this class cannot also be its coach: choose somebody else.");
        if (coachIds.Count > MostCoaches)
            return;

        foreach (var coachId in coachIds.Distinct())
        {
            var mayCoach = await MayCoachAsync(coachId, database, ct);
            validation.That(
                mayCoach == true,
                "coachIds",
                mayCoach is null ? "One of the coaches is not a member here: choose somebody else." : "One of the coaches has not been given that role: ask an administrator, or choose somebody else.");
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
