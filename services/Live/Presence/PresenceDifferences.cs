namespace UpperBack.Live.Presence;

/// <summary>Who joined and who left a room between two moments. Pure.</summary>
/// <param name="Joined">Present now, not before.</param>
/// <param name="Left">Present before, not now.</param>
internal sealed record PresenceDifferences(IReadOnlySet<MemberId> Joined, IReadOnlySet<MemberId> Left)
{
    /// <summary>Nobody joined or left.</summary>
    public static readonly PresenceDifferences None = new(new HashSet<MemberId>(), new HashSet<MemberId>());

    /// <summary>True when nobody joined or left.</summary>
    public bool IsEmpty => Joined.Count == 0 && Left.Count == 0;

    /// <summary>What changed from <paramref name="before"/> to <paramref name="now"/>.</summary>
    public static PresenceDifferences Between(IReadOnlySet<MemberId> before, IReadOnlySet<MemberId> now) =>
        new(
            now.Where(member => !before.Contains(member)).ToHashSet(),
            before.Where(member => !now.Contains(member)).ToHashSet()
        );

    /// <summary>The same, with members who are still present announced again because they changed.</summary>
    public PresenceDifferences Including(IEnumerable<MemberId> changed, IReadOnlySet<MemberId> now) =>
        this with
        {
            Joined = Joined.Union(changed.Where(now.Contains)).ToHashSet(),
        };

    /// <summary>The same, with those who left again after they were shown in a join result.</summary>
    public PresenceDifferences Missing(IReadOnlySet<MemberId> shown, IReadOnlySet<MemberId> now) =>
        this with
        {
            Left = Left.Union(shown.Where(member => !now.Contains(member))).ToHashSet(),
        };

    /// <summary>The same with an earlier difference sent again, as far as it is still true.</summary>
    public PresenceDifferences After(PresenceDifferences earlier, IReadOnlySet<MemberId> now) =>
        Including(earlier.Joined, now).Missing(earlier.Left, now);

    /// <summary>The same for a viewer who is shown only some of the members.</summary>
    public PresenceDifferences Among(IReadOnlySet<MemberId> shown) =>
        new(Joined.Where(shown.Contains).ToHashSet(), Left.Where(shown.Contains).ToHashSet());
}
