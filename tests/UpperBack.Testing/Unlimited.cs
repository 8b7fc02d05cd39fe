namespace UpperBack.Testing;

/// <summary>Settings of servers that are asked by one machine for a whole crowd: no limit by address and none by how
/// often, so that a test sees a limit only when it asks for one.</summary>
public static class Unlimited
{
    /// <summary>Arguments of the command line; what stands after them counts.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "--Limits:SignInsPerMinute",
        "0",
        "--Limits:SignUpsPerHour",
        "0",
        "--Limits:RefreshesPerMinute",
        "0",
        "--Limits:AnonymousPerSecond",
        "0",
        "--Limits:MemberPerSecond",
        "0",
        "--Limits:MediaPerSecond",
        "0",
        "--Limits:CostlyPerMinute",
        "0",
        "--Live:ConnectionsPerAddress",
        "0",
        "--Live:CallsPerSecond",
        "50",
        "--Live:JoinsPerMinute",
        "1000",
    ];
}
