using System.Globalization;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.Profiles;

/// <summary>What a member sees of their own account.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Email">Sign-in name; only the member and administrators see it.</param>
/// <param name="DisplayName">What others see.</param>
/// <param name="TimeZone">IANA zone id: the zone of the member's days.</param>
/// <param name="OnBoards">True when the member opted in to leaderboards.</param>
/// <param name="Roles">In rising order of reach.</param>
internal sealed record Profile(
    MemberId MemberId,
    string Email,
    string DisplayName,
    string TimeZone,
    bool OnBoards,
    [OneOf(typeof(Contracts.Roles))] IReadOnlyList<string> Roles
)
{
    public const int MaxNameLength = 60;

    public static Profile Of(Account account) =>
        new(account.Id, account.Email, account.DisplayName, account.TimeZone, account.OnBoards, account.RoleList);
}

/// <summary>What a profile may contain.</summary>
internal static class ProfileRules
{
    /// <summary>Requires a name that is displayed as it is written: no control characters, line breaks or changes of
    /// writing direction.</summary>
    public static Validation DisplayName(this Validation validation, string displayName) =>
        validation
            .That(displayName.Any(IsVisible), "displayName", "Tell us the name you want to use in class.")
            .That(
                displayName.Length <= Profile.MaxNameLength,
                "displayName",
                $"This name is too long: at most {Profile.MaxNameLength} characters."
            )
            .That(
                !displayName.Any(IsHidden),
                "displayName",
                "This name has characters that cannot be shown: remove them."
            );

    private static bool IsVisible(char c) =>
        !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control);

    private static bool IsHidden(char c) =>
        char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
