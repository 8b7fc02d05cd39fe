using Microsoft.AspNetCore.Identity;
using UpperBack.Accounts.Credentials;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Demo;

/// <summary>Makes the demo's accounts, those that are not there yet, and opens those that were locked.</summary>
internal static class SeedDemo
{
    /// <summary>All in one transaction. One hash serves them all: they share the password, and hashing it for each
    /// would take seconds.</summary>
    public static async Task RunAsync(
        AccountsDatabase database,
        Passwords passwords,
        ILookupNormalizer normalizer,
        IReadOnlyList<DemoMember> members,
        string password,
        CancellationToken ct
    )
    {
        var hash = await passwords.HashAsync(new Account(), password, ct)
            ?? throw new InvalidOperationException("Too many passwords are being hashed; try again.");
        await using var work = await database.BeginAsync(ct);
        var present = (await AccountRows.ReadDemoAsync(work, ct)).ToDictionary(account => account.Id);
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
            if (!present.TryGetValue(member.Id, out var before))
                await AccountRows.InsertAsync(work, account, ct, orIgnore: true);
            else if (before.PasswordHash is null)
                await AccountRows.UpdateAsync(work, before, account, ct);
        }

        await work.CommitAsync(ct);
    }
}
