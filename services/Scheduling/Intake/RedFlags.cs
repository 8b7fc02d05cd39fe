using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Problems;

namespace UpperBack.Scheduling.Intake;

/// <summary>The red flags that a member told of. Each stands, whatever is answered next, until its member takes it
/// back.</summary>
internal static class RedFlags
{
    /// <summary>Why no programme can be followed now.</summary>
    public static readonly Problem Standing = Problem.Of(
        ErrorCodes.RedFlagStands,
        "Please talk to a doctor or physiotherapist first. When what you told us is no longer so, untick it in the questions about your back."
    );

    public static Task<IReadOnlyList<string>> ReadAsync(IQueries queries, MemberId member, CancellationToken ct) =>
        queries.QueryAsync<string>(
            "select flag from red_flags where member_id = @member order by flag",
            new { member },
            ct
        );

    /// <summary>Adds what was told and takes away what was taken back.</summary>
    /// <returns>What stands now.</returns>
    public static async Task<IReadOnlyList<string>> ChangeAsync(
        UnitOfWork work,
        MemberId member,
        IEnumerable<string> told,
        IEnumerable<string> takenBack,
        CancellationToken ct
    )
    {
        foreach (var flag in takenBack.Except(told))
            await work.ExecuteAsync(
                "delete from red_flags where member_id = @member and flag = @flag",
                new { member, flag },
                ct
            );
        foreach (var flag in told.Distinct())
        {
            await work.ExecuteAsync(
                "insert into red_flags (member_id, flag, since) values (@member, @flag, @Now) on conflict (member_id, flag) do nothing",
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
