using UpperBack.Accounts;
using UpperBack.Host.Options;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host.Operating;

/// <summary><c>lock-demo</c>: takes the demo's people their password and their roles, so that its data can be gone on with outside a demo.</summary>
internal static class LockDemo
{
    public static async Task<int> RunAsync(VerbCall call)
    {
        if (!UpperBackHost.OptionsOf<ProcessOptions>(call.Builder.Configuration).RoleList().Contains(HostRoles.Accounts))
        {
            call.Log.RoleMissing("lock-demo", HostRoles.Accounts);
            return 2;
        }

        await using var app = UpperBackHost.Build(call.Builder);
        app.Services.GetRequiredService<DataFolder>().Enter();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        call.Log.DemoLocked(await AccountsModule.LockDemoAsync(app.Services, CancellationToken.None));
        return 0;
    }
}
