using System.Security.Claims;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;

namespace UpperBack.Kernel.Http;

/// <summary>What the signed-in principal says about its member.</summary>
public static class SignedInMember
{
    /// <summary>Claim that holds the member's IANA zone.</summary>
    public const string ZoneClaim = "zone";

    /// <summary>The member's id. Only behind authorisation, which guarantees it.</summary>
    public static MemberId MemberId(this ClaimsPrincipal principal) =>
        Contracts.Ids.MemberId.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? id
            : throw new InvalidOperationException("The endpoint was reached without a signed-in member.");

    /// <summary>The member's display name.</summary>
    public static string DisplayName(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.Name) ?? "Member";

    /// <summary>The member's IANA zone.</summary>
    public static string TimeZone(this ClaimsPrincipal principal) => principal.FindFirstValue(ZoneClaim) ?? "Etc/UTC";

    /// <summary>True for an administrator.</summary>
    public static bool IsAdmin(this ClaimsPrincipal principal) => principal.IsInRole(Roles.Admin);
}
