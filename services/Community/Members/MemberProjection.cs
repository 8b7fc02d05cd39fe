using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Community.Members;

/// <summary>What Community keeps of a member's account.</summary>
internal sealed class MemberProjection
{
    /// <summary>Reads one by <c>@memberId</c>.</summary>
    public const string Sql = """
        select display_name as DisplayName, time_zone as TimeZone, first_time_zone as FirstTimeZone,
               on_boards as OnBoards
        from members where member_id = @memberId
        """;

    public string DisplayName { get; init; } = "";

    /// <summary>IANA id of the present zone.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>IANA id of the zone in the lowest revision seen; attendances from before MemberChanged arrived count
    /// in it.</summary>
    public string FirstTimeZone { get; init; } = "";

    /// <summary>True when the member opted in to the leaderboards.</summary>
    public bool OnBoards { get; init; }

    /// <summary>Stores what Accounts says of a member; the highest revision wins.</summary>
    public static async Task SaveAsync(UnitOfWork work, MemberChanged member, CancellationToken ct)
    {
        var args = new
        {
            member.MemberId,
            member.Revision,
            member.DisplayName,
            member.TimeZone,
            member.OnBoards,
        };
        await work.ExecuteAsync(
            """
            insert into members (member_id, revision, display_name, time_zone, on_boards, first_revision,
                first_time_zone)
            values (@MemberId, @Revision, @DisplayName, @TimeZone, @OnBoards, @Revision, @TimeZone)
            on conflict (member_id) do update set
                revision = excluded.revision,
                display_name = excluded.display_name,
                time_zone = excluded.time_zone,
                on_boards = excluded.on_boards
            where excluded.revision > members.revision
            """,
            args,
            ct
        );
        await work.ExecuteAsync(
            """
            update members set first_revision = @Revision, first_time_zone = @TimeZone
            where member_id = @MemberId and first_revision > @Revision
            """,
            args,
            ct
        );
    }
}
