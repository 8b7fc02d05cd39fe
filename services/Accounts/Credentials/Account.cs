using System.Security.Cryptography;
using NodaTime;

namespace UpperBack.Accounts.Credentials;

/// <summary>A member's account, as ASP.NET Core Identity works on it and as its row holds it.</summary>
internal sealed class Account
{
    public MemberId Id { get; set; }

    public string Email { get; set; } = "";

    public string NormalizedEmail { get; set; } = "";

    public string? PasswordHash { get; set; }

    /// <summary>Named in every sign-in; a new one ends all sign-ins made with the old one.</summary>
    public string SecurityStamp { get; set; } = NewStamp();

    /// <summary>Which state of the row this object was read from.</summary>
    public string ConcurrencyStamp { get; set; } = NewStamp();

    public int AccessFailedCount { get; set; }

    public Instant? LockoutEnd { get; set; }

    public string DisplayName { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public bool OnBoards { get; set; }

    /// <summary>Names of roles with single spaces between.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Rises with every change that is published to the other services.</summary>
    public long Revision { get; set; }

    public IReadOnlyList<string> RoleList => Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What an administrator searches in.</summary>
    public string SearchText => $"{DisplayName} {Email}".ToLowerInvariant();

    /// <summary>Sets the roles, in the order of their reach; everybody is a member. Taking a role away ends all
    /// sign-ins, so that none goes on with it.</summary>
    public void SetRoles(IEnumerable<string> roles)
    {
        var held = RoleList;
        var wanted = Contracts.Roles.All.Intersect([Contracts.Roles.Member, .. roles]).ToArray();
        if (held.Except(wanted).Any())
            SecurityStamp = NewStamp();
        Roles = string.Join(' ', wanted);
    }

    /// <summary>Takes over the row as it is now: it was changed since this object was read.</summary>
    public void TakeOver(Account present) =>
        (
            Email,
            NormalizedEmail,
            PasswordHash,
            SecurityStamp,
            ConcurrencyStamp,
            AccessFailedCount,
            LockoutEnd,
            DisplayName,
            TimeZone,
            OnBoards,
            Roles,
            Revision
        ) = (
            present.Email,
            present.NormalizedEmail,
            present.PasswordHash,
            present.SecurityStamp,
            present.ConcurrencyStamp,
            present.AccessFailedCount,
            present.LockoutEnd,
            present.DisplayName,
            present.TimeZone,
            present.OnBoards,
            present.Roles,
            present.Revision
        );

    /// <summary>Another object for the same row.</summary>
    public Account Copy() => (Account)MemberwiseClone();

    public static string NewStamp() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
