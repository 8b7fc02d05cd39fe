using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;

namespace UpperBack.Accounts.Credentials;

/// <summary>The rows of accounts. Whatever writes one publishes the <see cref="MemberChanged"/> that other services
/// need of it in the same transaction.</summary>
internal static class AccountRows
{
    public const string Select = """
        select id as Id, email as Email, normalized_email as NormalizedEmail, password_hash as PasswordHash,
               security_stamp as SecurityStamp, concurrency_stamp as ConcurrencyStamp,
               access_failed_count as AccessFailedCount, lockout_end as LockoutEnd,
               display_name as DisplayName, time_zone as TimeZone, on_boards as OnBoards, roles as Roles,
               revision as Revision
        from accounts
        """;

    /// <summary>Inserts the row and publishes it.</summary>
    /// <returns>False when <paramref name="orIgnore"/> and the id or the email exists.</returns>
    public static async Task<bool> InsertAsync(
        UnitOfWork work,
        Account user,
        CancellationToken ct,
        bool orIgnore = false
    )
    {
        user.Revision = 1;
        var inserted = await work.ExecuteAsync(
            $"""
            insert into accounts (id, email, normalized_email, password_hash, security_stamp, concurrency_stamp,
                access_failed_count,
                lockout_end, display_name, time_zone, on_boards, roles, search_text, revision, created_at, changed_at)
            values (@Id, @Email, @NormalizedEmail, @PasswordHash, @SecurityStamp, @ConcurrencyStamp, @AccessFailedCount,
                @LockoutEnd, @DisplayName, @TimeZone, @OnBoards, @Roles, @SearchText, @Revision, @Now, @Now)
            {(orIgnore ? "on conflict do nothing" : "")}
            """,
            Row(user, work.Now),
            ct
        );
        if (inserted == 1)
            work.Publish(ToEvent(user, work.Now));
        return inserted == 1;
    }

    /// <summary>All accounts of the demo's people, let in or not.</summary>
    public static Task<IReadOnlyList<Account>> ReadDemoAsync(IQueries queries, CancellationToken ct) =>
        queries.QueryAsync<Account>(
            $"{Select} where normalized_email like @EmailPattern",
            new { DemoPeople.EmailPattern },
            ct
        );

    /// <summary>All who hold more roles than member.</summary>
    public static Task<IReadOnlyList<Account>> ReadWithRolesAsync(IQueries queries, CancellationToken ct) =>
        queries.QueryAsync<Account>($"{Select} where roles <> @Member", new { Roles.Member }, ct);

    /// <summary>Writes the row whatever it was before; publishes it if others can see the change.</summary>
    public static async Task UpdateAsync(UnitOfWork work, Account before, Account user, CancellationToken ct)
    {
        var isVisible =
            (before.DisplayName, before.TimeZone, before.OnBoards, before.Roles)
            != (user.DisplayName, user.TimeZone, user.OnBoards, user.Roles);
        user.Revision = before.Revision + (isVisible ? 1 : 0);
        user.ConcurrencyStamp = Account.NewStamp();
        await work.ExecuteAsync(
            """
            update accounts
            set email = @Email, normalized_email = @NormalizedEmail, password_hash = @PasswordHash,
                security_stamp = @SecurityStamp,
                concurrency_stamp = @ConcurrencyStamp, access_failed_count = @AccessFailedCount,
                lockout_end = @LockoutEnd,
                display_name = @DisplayName, time_zone = @TimeZone, on_boards = @OnBoards, roles = @Roles,
                search_text = @SearchText, revision = @Revision, changed_at = @Now
            where id = @Id
            """,
            Row(user, work.Now),
            ct
        );
        if (isVisible)
            work.Publish(ToEvent(user, work.Now));
    }

    private static object Row(Account user, Instant now) =>
        new
        {
            user.Id,
            user.Email,
            user.NormalizedEmail,
            user.PasswordHash,
            user.SecurityStamp,
            user.ConcurrencyStamp,
            user.AccessFailedCount,
            user.LockoutEnd,
            user.DisplayName,
            user.TimeZone,
            user.OnBoards,
            user.Roles,
            user.SearchText,
            user.Revision,
            Now = now,
        };

    private static MemberChanged ToEvent(Account user, Instant now) =>
        new(
            user.Id,
            user.Revision,
            user.DisplayName,
            user.TimeZone,
            user.OnBoards,
            user.RoleList,
            now.ToDateTimeOffset()
        );
}
