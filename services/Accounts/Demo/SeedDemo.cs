using Microsoft.AspNetCore.Identity;
using UpperBack.Accounts.Credentials;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Demo;

/// <summary>Makes the demo's accounts, those that are not there yet.</summary>
internal static class SeedDemo
{
    /// <summary>All in one transaction. One hash serves them all: they share the password, and hashing it for each would take seconds.</summary>
    public static async Task RunAsync(
        AccountsDatabase database,
        Passwords passwords,
        ILookupNormalizer normalizer,
        IReadOnlyList<DemoMember> members,
        string password,
        CancellationToken ct)
    {
        var hash = await passwords.HashAsync(new Account(), password, ct) ?? throw new InvalidOperationException("Too many passwords are being hashed; try again.");
        await using var work = await database.BeginAsync(ct);
        foreach (var member in members)
        {
            var account = new Account
            {
                Id = member.Id,
                Email = member.Email,
                NormalizedEmail = normalizer.NormalizeEmail(member.Email),
                PasswordHash = hash,
                DisplayName = member.DisplayName,
                TimeZone = member.TimeZone,
                OnBoards = member.OnBoards,
            };
            account.SetRoles(member.Roles);
            await AccountStore.InsertAsync(work, account, ct, orIgnore: true);
        }

        await work.CommitAsync(ct);
    }
}
