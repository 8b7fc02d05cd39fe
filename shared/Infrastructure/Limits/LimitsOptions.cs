using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Limits;

/// <summary>How often anybody may ask for something, on one node. Who asks seldom may ask several times at
/// once.</summary>
public sealed class LimitsOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Limits";

    /// <summary>Sign-ins a minute from one address (IPv6: one /64), right or wrong, after twice as many at once; 0 for
    /// no limit.</summary>
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>New accounts an hour from one address, all of which may be made at once, as when a school begins; 0 for
    /// no limit.</summary>
    public int SignUpsPerHour { get; set; } = 200;

    /// <summary>Refreshed tokens a minute from one address, after twice as many at once; 0 for no limit.</summary>
    public int RefreshesPerMinute { get; set; } = 300;

    /// <summary>Requests a second from one address by whoever is not signed in, after ten times as many at once; 0 for
    /// no limit.</summary>
    public int AnonymousPerSecond { get; set; } = 50;

    /// <summary>Requests a second by one member, after ten times as many at once; 0 for no limit.</summary>
    public int MemberPerSecond { get; set; } = 50;

    /// <summary>Requests a second for pieces of video by one member, or by the cache that asks for many with their
    /// access, after ten times as many at once; 0 for no limit.</summary>
    public int MediaPerSecond { get; set; } = 200;

    /// <summary>Reports, tables, searches and plans to be checked or made, a minute by one member, after twice as many
    /// at once; 0 for no limit.</summary>
    public int CostlyPerMinute { get; set; } = 120;

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        (string Name, int Value)[] limits =
        [
            (nameof(SignInsPerMinute), SignInsPerMinute),
            (nameof(SignUpsPerHour), SignUpsPerHour),
            (nameof(RefreshesPerMinute), RefreshesPerMinute),
            (nameof(AnonymousPerSecond), AnonymousPerSecond),
            (nameof(MemberPerSecond), MemberPerSecond),
            (nameof(MediaPerSecond), MediaPerSecond),
            (nameof(CostlyPerMinute), CostlyPerMinute),
        ];
        return limits
            .Where(limit => limit.Value is < 0 or > 1_000_000)
            .Select(limit =>
                $"{Section}:{limit.Name} is {limit.Value}, but must be from 1 to 1000000, or 0 for no limit."
            );
    }
}
