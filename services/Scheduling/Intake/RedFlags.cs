using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Intake;

/// <summary>The red flags that a member reported. Each holds, whatever is answered next, until its member withdraws
/// it.</summary>
internal static class RedFlags
{
    /// <summary>Why no programme can be followed now.</summary>
    public static readonly Problem Standing = Problem.Of(
        ErrorCodes.RedFlagStands,
        "Please talk to a doctor or physiotherapist first. When what you told us is no longer so, untick it in "
            + "the questions about your back."
    );

    public static Task<IReadOnlyList<string>> ReadAsync(IQueries queries, MemberId member, CancellationToken ct) =>
        queries.QueryAsync<string>(
            "select flag from red_flags where member_id = @member order by flag",
            new { member },
            ct
        );

    /// <summary>Adds what was reported and removes what was withdrawn.</summary>
    /// <returns>What holds now.</returns>
    public static async Task<IReadOnlyList<string>> ChangeAsync(
        UnitOfWork work,
        MemberId member,
        IEnumerable<string> reported,
        IEnumerable<string> withdrawn,
        CancellationToken ct
    )
    {
        foreach (var flag in withdrawn.Except(reported))
            await work.ExecuteAsync(
                "delete from red_flags where member_id = @member and flag = @flag",
                new { member, flag },
                ct
            );
        foreach (var flag in reported.Distinct())
        {
            await work.ExecuteAsync(
                """
                insert into red_flags (member_id, flag, since) values (@member, @flag, @Now)
                    on conflict (member_id, flag) do nothing
                """,
                new
                {
                    member,
                    flag,
                    work.Now,
                },
                ct
            );
        }

        return await ReadAsync(work, member, ct);
    }
}
