using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace UpperBack.Accounts.Credentials;

/// <summary>What a sign-in says about its member, to every service: who, their name, zone and roles, and which stamp it
/// was made with.</summary>
internal sealed class AccountPrincipals(IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user) =>
        Task.FromResult(
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [
                        new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()),
                        new Claim(ClaimTypes.Name, user.DisplayName),
                        new Claim(SignedInMember.ZoneClaim, user.TimeZone),
                        new Claim(options.Value.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp),
                        .. user.RoleList.Select(role => new Claim(ClaimTypes.Role, role)),
                    ],
                    IdentityConstants.ApplicationScheme
                )
            )
        );
}
