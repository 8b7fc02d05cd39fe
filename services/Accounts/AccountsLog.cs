namespace UpperBack.Accounts;

internal static partial class AccountsLog
{
    [LoggerMessage(1, LogLevel.Information, "Member {MemberId} signed up")]
    public static partial void SignedUp(this ILogger log, MemberId memberId);

    [LoggerMessage(2, LogLevel.Warning, "Member {MemberId} is locked out after wrong passwords")]
    public static partial void LockedOut(this ILogger log, MemberId memberId);

    [LoggerMessage(3, LogLevel.Information, "Member {MemberId} now holds the roles {Roles}; set by {By}")]
    public static partial void RolesSet(this ILogger log, MemberId memberId, string roles, string by);
}
