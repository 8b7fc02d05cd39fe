using UpperBack.Accounts;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host.Operating;

/// <summary><c>grant-role EMAIL ROLE</c>: makes the first administrator, whom nobody else could make.</summary>
internal static class GrantRole
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (call.Arguments is not [{ } email, { } role, ..] || email.StartsWith('-') || !Roles.All.Contains(role))
        {
            call.Log.GrantRoleMisused(string.Join(", ", Roles.All));
            return 2;
        }

        await using var app = UpperBackHost.Build(call.Builder);

        // Beside a process that serves there is nothing to migrate: it did so when it started.
        if (app.Services.GetRequiredService<DataFolder>().TryEnter())
            await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        if (!await AccountsModule.GrantRoleAsync(app.Services, email, role, CancellationToken.None))
        {
            call.Log.NoSuchAccount(email);
            return 1;
        }

        call.Log.RoleGranted(email, role);
        return 0;
    }
}
