namespace UpperBack.Community.Members;

/// <summary>What Community keeps of a member's account.</summary>
internal sealed class MemberProjection
{
    /// <summary>Reads one by <c>@memberId</c>.</summary>
    public const string Sql = """
        select display_name as DisplayName, time_zone as TimeZone, first_time_zone as FirstTimeZone, on_boards as OnBoards
        from members where member_id = @memberId
        """;

    public string DisplayName { get; init; } = "";

    /// <summary>IANA id of the present zone.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>IANA id of the zone in the lowest revision seen; attendances from before the member was known count in
    /// it.</summary>
    public string FirstTimeZone { get; init; } = "";

    /// <summary>True when the member opted in to the leaderboards.</summary>
    public bool OnBoards { get; init; }
}
