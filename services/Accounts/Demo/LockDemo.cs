using UpperBack.Accounts.Credentials;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Demo;

/// <summary>Makes the demo's accounts harmless outside a demo: removes the public password,
/// their roles, all their sign-ins, and their places on the boards. Their accounts stay, so that what refers to them
/// stays valid; the demo opens them again. Roles that others hold are taken too: one of the demo's people
/// is an administrator, so anybody may have given them.</summary>
internal static class LockDemo
{
    /// <summary>Whether any of them could still sign in.</summary>
    public static async Task<bool> IsNeededAsync(AccountsDatabase database, CancellationToken ct) =>
        (await AccountRows.ReadDemoAsync(database, ct)).Any(account =>
            account.PasswordHash is not null && DemoPeople.Has(account.Id)
        );

    /// <returns>How many were locked.</returns>
    public static async Task<int> RunAsync(AccountsDatabase database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var open = (await AccountRows.ReadDemoAsync(work, ct))
            .Where(account => account.PasswordHash is not null)
            .ToArray();
        foreach (var before in open)
        {
            var locked = before.Copy();
            (locked.PasswordHash, locked.SecurityStamp, locked.Roles, locked.OnBoards) = (
                null,
                Account.NewStamp(),
                Roles.Member,
                false
            );
            await AccountRows.UpdateAsync(work, before, locked, ct);
        }

        foreach (var before in open.Length > 0 ? await AccountRows.ReadWithRolesAsync(work, ct) : [])
        {
            var member = before.Copy();
            member.SetRoles([]);
            await AccountRows.UpdateAsync(work, before, member, ct);
        }

        await work.CommitAsync(ct);
        return open.Length;
    }
}
