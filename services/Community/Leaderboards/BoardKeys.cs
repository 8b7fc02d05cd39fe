using System.Buffers.Text;
using StackExchange.Redis;

namespace UpperBack.Community.Leaderboards;

/// <summary>Every key this service has in Redis, with its lifetime. The braces keep them together on one node of a
/// cluster, which a script over several of them needs.</summary>
internal static class BoardKeys
{
    private const string Prefix = "community:{boards}:";

    /// <summary>How long <see cref="Ready"/> lasts; then the boards are rebuilt, which repairs anything that went
    /// unnoticed.</summary>
    public static readonly TimeSpan ReadyLife = TimeSpan.FromDays(1);

    /// <summary>How long an unfinished rebuild counts as running.</summary>
    public static readonly TimeSpan RebuildLife = TimeSpan.FromMinutes(10);

    /// <summary>How long a board lasts without being written; much longer than <see cref="ReadyLife"/>, so that it
    /// never ends first.</summary>
    public static readonly TimeSpan BoardLife = TimeSpan.FromDays(15);

    /// <summary>A hash: member id → the member's entry on the boards. Lasts as long as the boards.</summary>
    public static readonly RedisKey Entries = Prefix + "entries";

    /// <summary>Exists while the boards are whole; says which rebuild made them.</summary>
    public static readonly RedisKey Ready = Prefix + "ready";

    /// <summary>How often somebody was put on the boards or taken off. Lasts as long as the boards.</summary>
    public static readonly RedisKey Changes = Prefix + "changes";

    /// <summary>Sorted set of a board, by the name it is stored under.</summary>
    public static RedisKey Scores(string storedName) => Prefix + storedName;

    /// <summary>Exists while one rebuild is going on; it is missing at the end when Redis was emptied
    /// meanwhile.</summary>
    public static RedisKey Rebuild(Guid rebuild) => $"{Prefix}rebuild:{rebuild:N}";

    /// <summary>A member's entry on every board: entries of equal score are in the order of their bytes, so the name
    /// comes first.</summary>
    public static string Entry(string displayName, MemberId memberId) =>
        $"{displayName.ToUpperInvariant()}\n{memberId}";

    /// <summary>Whose entry it is.</summary>
    public static MemberId MemberOf(RedisValue entry)
    {
        var text = ((ReadOnlyMemory<byte>)entry).Span;
        return Utf8Parser.TryParse(text[(text.LastIndexOf((byte)'\n') + 1)..], out Guid id, out _)
            ? new MemberId(id)
            : throw new FormatException("A board's entry does not end with a member's id.");
    }
}
