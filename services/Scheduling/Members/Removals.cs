using UpperBack.Infrastructure.Data;

namespace UpperBack.Scheduling.Members;

/// <summary>Members whom a leader removed from a session.</summary>
internal static class Removals
{
    /// <summary>True when this member is removed from the session, and was not let in again.</summary>
    public static async Task<bool> ContainAsync(
        IQueries source,
        SessionId sessionId,
        MemberId memberId,
        CancellationToken ct
    ) =>
        await source.QueryFirstOrDefaultAsync<bool?>(
            "select is_removed from removals where session_id = @sessionId and member_id = @memberId",
            new { sessionId, memberId },
            ct
        ) == true;
}
