namespace UpperBack.Host.Options;

/// <summary>The parts of the one executable that a process can run.</summary>
internal static class HostRoles
{
    public const string Accounts = "accounts";
    public const string Scheduling = "scheduling";
    public const string Live = "live";
    public const string Streaming = "streaming";
    public const string Community = "community";
    public const string Web = "web";

    public static readonly IReadOnlyList<string> All = [Accounts, Scheduling, Live, Streaming, Community, Web];
}
