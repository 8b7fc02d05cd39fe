using System.Security.Claims;
using NodaTime;

namespace UpperBack.Scheduling.Members;

/// <summary>The zone whose days a member lives in: as Accounts last published it, else as their sign-in says. One zone
/// for what they write and for what they read, also while a token from before a move is still good.</summary>
internal static class MemberZone
{
    public static async Task<DateTimeZone> FindAsync(
        SchedulingDatabase database,
        ClaimsPrincipal member,
        CancellationToken ct
    ) =>
        Zones.Find(
            await database.QueryFirstOrDefaultAsync<string>(
                "select time_zone from members where member_id = @member",
                new { member = member.MemberId() },
                ct
            )
        ) ?? OfSignIn(member);

    /// <summary>As the sign-in says.</summary>
    public static DateTimeZone OfSignIn(ClaimsPrincipal member) => Zones.FindOrUtc(member.TimeZone());
}
