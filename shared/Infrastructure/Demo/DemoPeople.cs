using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using UpperBack.Contracts.Ids;

namespace UpperBack.Infrastructure.Demo;

/// <summary>Tells the demo's people from members. Everybody knows their password, so where the demo is off they are
/// nobody: they cannot sign in, and what they signed in with before counts for nothing.</summary>
/// <param name="areLetIn">True while the demo is on.</param>
public sealed class DemoPeople(bool areLetIn) : IClaimsTransformation
{
    private const string Mailboxes = "@demo.upperback.test";
    private const string Ids = "0198c0de-0000-7000-8000-0000";

    /// <summary>What finds them by their normalized address in SQL.</summary>
    public static string EmailPattern { get; } = "%" + Mailboxes.ToUpperInvariant();

    /// <summary>Id of one of them, by number.</summary>
    public static MemberId IdOf(int number) =>
        new(new Guid(string.Create(CultureInfo.InvariantCulture, $"{Ids}{number:d8}")));

    /// <summary>Address of one of them.</summary>
    public static string EmailOf(string mailbox) => mailbox + Mailboxes;

    /// <summary>True when it is the address of one of them, or could be: nobody else gets one like it.</summary>
    public static bool Has(string email) => email.EndsWith(Mailboxes, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it is one of them.</summary>
    public static bool Has(MemberId id) => id.ToString().StartsWith(Ids, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it is the address of one of them, and the demo is off.</summary>
    public bool AreShutOut(string email) => !areLetIn && Has(email);

    /// <summary>True when it is one of them, and the demo is off.</summary>
    public bool AreShutOut(MemberId id) => !areLetIn && Has(id);

    /// <summary>Whoever comes with a cookie or a token of theirs is nobody.</summary>
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) =>
        Task.FromResult(
            principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            && MemberId.TryParse(id, out var member)
            && AreShutOut(member)
                ? new ClaimsPrincipal(new ClaimsIdentity())
                : principal
        );
}
