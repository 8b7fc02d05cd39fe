using UpperBack.Contracts.Ids;

namespace UpperBack.Live.Presence;

/// <summary>Who came and who went between two looks at a room. Pure.</summary>
/// <param name="Joined">Here now, not before.</param>
/// <param name="Left">Here before, not now.</param>
internal sealed record PresenceDifferences(IReadOnlySet<MemberId> Joined, IReadOnlySet<MemberId> Left)
{
    /// <summary>Nobody came or went.</summary>
    public static readonly PresenceDifferences None = new(new HashSet<MemberId>(), new HashSet<MemberId>());

    /// <summary>True when nobody came or went.</summary>
    public bool IsEmpty => Joined.Count == 0 && Left.Count == 0;

    /// <summary>What changed from <paramref name="before"/> to <paramref name="now"/>: applied to the one it gives the
    /// other.</summary>
    public static PresenceDifferences Between(IReadOnlySet<MemberId> before, IReadOnlySet<MemberId> now) =>
        new(
            now.Where(member => !before.Contains(member)).ToHashSet(),
            before.Where(member => !now.Contains(member)).ToHashSet()
        );

    /// <summary>The same, and some of those who are here told again: they changed.</summary>
    public PresenceDifferences Retelling(IEnumerable<MemberId> changed, IReadOnlySet<MemberId> now) =>
        this with
        {
            Joined = Joined.Union(changed.Where(now.Contains)).ToHashSet(),
        };

    /// <summary>The same for those, too, who entered in between and were shown people who are gone by now.</summary>
    public PresenceDifferences Missing(IReadOnlySet<MemberId> shown, IReadOnlySet<MemberId> now) =>
        this with
        {
            Left = Left.Union(shown.Where(member => !now.Contains(member))).ToHashSet(),
        };

    /// <summary>The same with an earlier one told again, as far as it is still true.</summary>
    public PresenceDifferences After(PresenceDifferences earlier, IReadOnlySet<MemberId> now) =>
        Retelling(earlier.Joined, now).Missing(earlier.Left, now);

    /// <summary>The same for somebody who is shown only some of the people.</summary>
    public PresenceDifferences Among(IReadOnlySet<MemberId> shown) =>
        new(Joined.Where(shown.Contains).ToHashSet(), Left.Where(shown.Contains).ToHashSet());
}
