using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using UpperBack.Accounts.Credentials;
using UpperBack.Accounts.Demo;
using UpperBack.Accounts.Members;
using UpperBack.Accounts.Profiles;
using UpperBack.Accounts.SigningIn;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts;

/// <summary>The Accounts service: who people are here, how they prove it, and what they may do.</summary>
public static class AccountsModule
{
    /// <summary>Registers the service.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<AccountsDatabase>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<UnknownAccountLockout>();
        services
            .AddIdentityCore<Account>(options =>
            {
                options.User.AllowedUserNameCharacters = "";
                options.User.RequireUniqueEmail = true;
                options.Password = new PasswordOptions
                {
                    RequiredLength = SignUp.MinPasswordLength,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
            })
            .AddUserManager<AccountManager>()
            .AddUserStore<AccountStore>()
            .AddClaimsPrincipalFactory<AccountPrincipals>()
            .AddSignInManager();
        services
            .AddOptions<IdentityOptions>()
            .Configure<IOptions<AccountsOptions>>(
                (identity, own) =>
                {
                    identity.Lockout.MaxFailedAccessAttempts = own.Value.LockoutFailures;
                    identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(own.Value.LockoutMinutes);
                }
            );
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, options =>
            options.Events.OnValidatePrincipal = CookieFreshness.ValidateAsync
        );
        return services;
    }

    /// <summary>Maps its endpoints.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/accounts").WithTags("Accounts");
        SignUp.Map(group);
        SignIn.Map(group);
        Refresh.Map(group);
        SignOut.Map(group);
        ReadProfile.Map(group);
        ReadSession.Map(group);
        ChangeProfile.Map(group);
        ListMembers.Map(group);
        GrantRoles.Map(group);
        return app;
    }

    /// <summary>Gives a role to the member with this email, for an operator: the first administrator cannot be made by
    /// another.</summary>
    /// <returns>False when there is no such member.</returns>
    public static async Task<bool> GrantRoleAsync(
        IServiceProvider services,
        string email,
        string role,
        CancellationToken ct
    )
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountManager>();
        if (await accounts.FindByEmailAsync(email) is not { } account)
            return false;

        var changed = await accounts.ChangeAsync(account.Id, current => current.SetRoles([.. current.RoleList, role]));
        scope
            .ServiceProvider.GetRequiredService<ILogger<Account>>()
            .RolesSet(account.Id, changed!.Roles, "an operator");
        return true;
    }

    /// <summary>Whether demo people could sign in here, if the demo were on: they are in the database with the demo's
    /// public password.</summary>
    public static Task<bool> HasOpenDemoAsync(IServiceProvider services, CancellationToken ct) =>
        LockDemo.IsNeededAsync(services.GetRequiredService<AccountsDatabase>(), ct);

    /// <summary>Locks the demo's people, for an operator who goes on with a demo's data.</summary>
    /// <returns>How many were locked.</returns>
    public static Task<int> LockDemoAsync(IServiceProvider services, CancellationToken ct) =>
        LockDemo.RunAsync(services.GetRequiredService<AccountsDatabase>(), ct);

    /// <summary>Makes the accounts of the demo's members that are not there yet, all with one password.</summary>
    public static async Task SeedDemoAsync(
        IServiceProvider services,
        IReadOnlyList<DemoMember> members,
        string password,
        CancellationToken ct
    )
    {
        await using var scope = services.CreateAsyncScope();
        var parts = scope.ServiceProvider;
        await SeedDemo.RunAsync(
            parts.GetRequiredService<AccountsDatabase>(),
            parts.GetRequiredService<Passwords>(),
            parts.GetRequiredService<ILookupNormalizer>(),
            members,
            password,
            ct
        );
    }
}
