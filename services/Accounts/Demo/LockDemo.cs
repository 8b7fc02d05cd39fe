using UpperBack.Accounts.Credentials;
using UpperBack.Contracts;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Demo;

/// <summary>Takes from the demo's people what makes them dangerous outside a demo: the password that everybody knows, their roles, all their
/// sign-ins, and their places on the boards. Their accounts stay, so that what refers to them does not hang in the air; the demo opens
/// them again.</summary>
internal static class LockDemo
{
    /// <summary>Whether any of them could still sign in.</summary>
    public static async Task<bool> IsNeededAsync(AccountsDatabase database, CancellationToken ct) => await database.QueryFirstOrDefaultAsync<int>(
        "select count(*) from accounts where normalized_email like @EmailPattern and password_hash is not null", new { DemoPeople.EmailPattern }, ct) > 0;

    /// <returns>How many were locked.</returns>
    public static async Task<int> RunAsync(AccountsDatabase database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var open = (await AccountStore.ReadDemoAsync(work, ct)).Where(account => account.PasswordHash is not null).ToArray();
        foreach (var before in open)
        {
            var locked = before.Copy();
            (locked.PasswordHash, locked.SecurityStamp, locked.Roles, locked.OnBoards) = (null, Account.NewStamp(), Roles.Member, false);
            await AccountStore.UpdateAsync(work, before, locked, ct);
        }

        await work.CommitAsync(ct);
        return open.Length;
    }
}
