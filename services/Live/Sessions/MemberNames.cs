using UpperBack.Contracts.Ids;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.Sessions;

/// <summary>What members are called now: a token still tells the name that its member had when it was made.</summary>
internal static class MemberNames
{
    /// <summary>A member's present name.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="member">Whose.</param>
    /// <param name="otherwise">Their name as long as Accounts has not told of them.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<string> ReadAsync(
        IQueries source,
        MemberId member,
        string otherwise,
        CancellationToken ct
    ) =>
        await source.QueryFirstOrDefaultAsync<string>(
            "select display_name from members where member_id = @member",
            new { member },
            ct
        ) ?? otherwise;
}
