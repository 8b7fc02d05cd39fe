using UpperBack.Infrastructure.Data;

namespace UpperBack.Live.Storage;

/// <summary>Members' present names: a token still has the name from when it was issued.</summary>
internal static class MemberNames
{
    /// <summary>A member's present name.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="member">Whose.</param>
    /// <param name="fallback">Their name until MemberChanged has arrived.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<string> ReadAsync(
        IQueries source,
        MemberId member,
        string fallback,
        CancellationToken ct
    ) =>
        await source.QueryFirstOrDefaultAsync<string>(
            "select display_name from members where member_id = @member",
            new { member },
            ct
        ) ?? fallback;
}
