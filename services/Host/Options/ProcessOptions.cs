namespace UpperBack.Host.Options;

/// <summary>What this process is.</summary>
internal sealed class ProcessOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Host";

    /// <summary>The roles this process runs: <c>all</c>, or some of accounts, scheduling, live, streaming, community, web with commas between.
    /// With the embedded providers it must be all. Also <c>--roles LIST</c>.</summary>
    public string Roles { get; set; } = "all";

    /// <summary>The roles by name.</summary>
    public IReadOnlyList<string> RoleList() => Roles.Trim() == "all"
        ? HostRoles.All
        : Roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
