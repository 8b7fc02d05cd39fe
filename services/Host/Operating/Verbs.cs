using UpperBack.Accounts;
using UpperBack.Contracts;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host;

/// <summary>What an operator can ask of the executable.</summary>
internal static class Verbs
{
    private const string Known = "run (or nothing), check-config, migrate, grant-role EMAIL ROLE";

    public static async Task<int> RunAsync(string verb, string[] args, WebApplicationBuilder builder, ILogger log)
    {
        switch (verb)
        {
            case "run":
                await using (var app = UpperBackHost.Build(builder))
                {
                    await UpperBackHost.StartAsync(app, CancellationToken.None);
                    await app.WaitForShutdownAsync();
                }

                return 0;

            case "check-config":
                log.SettingsFine();
                return 0;

            case "migrate":
                await using (var app = UpperBackHost.Build(builder))
                    await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
                return 0;

            case "grant-role":
                return await GrantRoleAsync(args, builder, log);

            default:
                log.VerbUnknown(verb, Known);
                return 2;
        }
    }

    /// <summary>Makes the first administrator, whom nobody else could make.</summary>
    private static async Task<int> GrantRoleAsync(string[] args, WebApplicationBuilder builder, ILogger log)
    {
        if (args is not [_, { } email, { } role, ..] || email.StartsWith('-') || !Roles.All.Contains(role))
        {
            log.GrantRoleMisused(string.Join(", ", Roles.All));
            return 2;
        }

        await using var app = UpperBackHost.Build(builder);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        if (!await AccountsModule.GrantRoleAsync(app.Services, email, role, CancellationToken.None))
        {
            log.NoSuchAccount(email);
            return 1;
        }

        log.RoleGranted(email, role);
        return 0;
    }
}
