using UpperBack.Accounts.Credentials;
using UpperBack.Contracts;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Demo;

/// <summary>Takes from the demo's people what makes them dangerous outside a demo: the password that everybody knows,
/// their roles, all their sign-ins, and their places on the boards. Their accounts stay, so that what refers to them
/// does not hang in the air; the demo opens them again. Roles that others hold are taken too: one of the demo's people
/// is an administrator, so anybody may have given them.</summary>
internal static class LockDemo
{
    /// <summary>Whether any of them could still sign in.</summary>
    public static async Task<bool> IsNeededAsync(AccountsDatabase database, CancellationToken ct) =>
        (await AccountStore.ReadDemoAsync(database, ct)).Any(account =>
            account.PasswordHash is not null && DemoPeople.Has(account.Id)
        );

    /// <returns>How many were locked.</returns>
    public static async Task<int> RunAsync(AccountsDatabase database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var open = (await AccountStore.ReadDemoAsync(work, ct))
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
            await AccountStore.UpdateAsync(work, before, locked, ct);
        }

        foreach (var before in open.Length > 0 ? await AccountStore.ReadWithRolesAsync(work, ct) : [])
        {
            var member = before.Copy();
            member.SetRoles([]);
            await AccountStore.UpdateAsync(work, before, member, ct);
        }

        await work.CommitAsync(ct);
        return open.Length;
    }
}
