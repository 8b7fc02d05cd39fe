using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace UpperBack.Accounts.Credentials;

/// <summary>Asks the database again once a cookie is more than a few seconds old: the cookie is renewed with the
/// present name, zone and roles, or ends when its stamp is no longer the account's. Identity's own validator does the
/// same, but insists on a scheme for two-factor sign-in, which is not offered here.</summary>
internal static class CookieFreshness
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var age = services.GetRequiredService<TimeProvider>().GetUtcNow() - context.Properties.IssuedUtc;
        if (age <= MaxAge)
            return;

        var signIns = services.GetRequiredService<SignInManager<Account>>();
        if (await signIns.ValidateSecurityStampAsync(context.Principal) is { } account)
        {
            context.ReplacePrincipal(await signIns.CreateUserPrincipalAsync(account));
            context.ShouldRenew = true;
        }
        else
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }
}
