using UpperBack.Accounts;
using UpperBack.Host.Options;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Security;

namespace UpperBack.Host.Operating;

/// <summary><c>lock-demo</c>: takes the demo's people their password, everybody their roles and their sign-ins, so that
/// its data can be gone on with outside a demo.</summary>
internal static class LockDemo
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (
            !UpperBackHost.OptionsOf<ProcessOptions>(call.Builder.Configuration).RoleList().Contains(HostRoles.Accounts)
        )
        {
            call.Log.RoleMissing("lock-demo", HostRoles.Accounts);
            return 2;
        }

        await using var app = UpperBackHost.Build(call.Builder);
        app.Services.GetRequiredService<DataFolder>().Enter();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var locked = await AccountsModule.LockDemoAsync(app.Services, CancellationToken.None);

        // A token keeps the roles it was made with for an hour, and whoever has one that administers could give
        // themselves theirs again.
        if (locked > 0)
            await app
                .Services.GetRequiredService<DataProtectionKeyInitializer>()
                .ForgetAllAsync(CancellationToken.None);
        call.Log.DemoLocked(locked);
        return 0;
    }
}
