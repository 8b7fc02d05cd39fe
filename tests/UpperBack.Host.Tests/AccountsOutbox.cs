using Microsoft.Extensions.DependencyInjection;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Host.Tests;

/// <summary>The outbox of Accounts, as one that stands for all.</summary>
internal static class AccountsOutbox
{
    /// <summary>Publishes one message.</summary>
    /// <returns>The database that it is in.</returns>
    public static async Task<ServiceDatabase> PublishToAccountsAsync(this UpperBackServer server)
    {
        var accounts = server.Services.GetServices<ServiceDatabase>().Single(database => database.Name == "accounts");
        await using var work = await accounts.BeginAsync(default);
        work.Publish(
            new MemberChanged(MemberId.New(), 1, "Asha", "Asia/Kolkata", false, ["member"], server.Clock.GetUtcNow())
        );
        await work.CommitAsync(default);
        return accounts;
    }
}
