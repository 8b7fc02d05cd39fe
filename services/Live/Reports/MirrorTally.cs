namespace UpperBack.Live.Reports;

/// <summary>What the mirror was in a class, told from what is stored of it. Pure.</summary>
internal static class MirrorTally
{
    /// <summary>Those who showed themselves; first whom no leader looked in on, then the others by how seldom one
    /// did.</summary>
    /// <param name="times">All of the class, each with its interval.</param>
    /// <param name="notes">Form notes by who got them.</param>
    public static IReadOnlyList<SharingMember> Members(
        IReadOnlyList<(MirrorTime What, TimeInterval Time)> times,
        IReadOnlyDictionary<MemberId, NoteCounts> notes
    )
    {
        var looks = times.Where(time => time.What.Kind == MirrorKinds.LookedIn).ToLookup(time => time.What.Whom);
        return
        [
            .. times
                .Where(time => time.What.Kind == MirrorKinds.Shared)
                .GroupBy(time => time.What.Who)
                .Select(shares => new SharingMember(
                    shares.Key,
                    shares.First().What.NameOfWho,
                    SecondsOf(shares.Select(share => share.Time)),
                    looks[shares.Key].Count(),
                    SecondsOf(looks[shares.Key].Select(look => look.Time)),
                    notes.GetValueOrDefault(shares.Key)?.Sent ?? 0,
                    notes.GetValueOrDefault(shares.Key)?.Better ?? 0
                ))
                .OrderBy(member => member.Looks)
                .ThenBy(member => member.DisplayName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(member => member.MemberId.Value),
        ];
    }

    /// <summary>What it was for one member; null when they never showed themselves.</summary>
    /// <param name="times">All of the class, each with its interval.</param>
    /// <param name="member">Who.</param>
    /// <param name="isOver">Whether something that is stored without an end is over.</param>
    public static OwnMirror? Own(
        IReadOnlyList<(MirrorTime What, TimeInterval Time)> times,
        MemberId member,
        bool isOver
    )
    {
        var shared = IntervalSet.Of(
            times
                .Where(time => time.What.Kind == MirrorKinds.Shared && time.What.Who == member)
                .Select(time => time.Time)
        );
        if (shared.Intervals.Count == 0)
            return null;

        return new OwnMirror(
            SecondsOf(shared.Intervals),
            [
                .. times
                    .Where(time => time.What.Kind == MirrorKinds.Watched && shared.Within(time.Time).LengthMs > 0)
                    .DistinctBy(time => time.What.Who)
                    .Select(time => time.What.NameOfWho),
            ],
            [
                .. times
                    .Where(time => time.What.Kind == MirrorKinds.LookedIn && time.What.Whom == member)
                    .Select(time => new OwnLook(
                        time.What.NameOfWho,
                        time.Time.FromMs,
                        isOver || time.What.EndedAt is not null ? time.Time.ToMs : null
                    )),
            ]
        );
    }

    /// <summary>Whole seconds of some times, each moment counted once.</summary>
    private static int SecondsOf(IEnumerable<TimeInterval> times) =>
        (int)Math.Round(IntervalSet.Of(times).LengthMs / 1000.0);
}

/// <summary>Form notes to one member.</summary>
/// <param name="Sent">How many.</param>
/// <param name="Better">After how many of them it was better.</param>
internal sealed record NoteCounts(long Sent, long Better);

/// <summary>A member who let the leaders see them.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="SharedSeconds">How long they showed themselves.</param>
/// <param name="Looks">How often a leader looked in on them.</param>
/// <param name="LookedSeconds">How long at least one did.</param>
/// <param name="Notes">Form notes to them.</param>
/// <param name="Better">Form notes after which it was better.</param>
internal sealed record SharingMember(
    MemberId MemberId,
    string DisplayName,
    int SharedSeconds,
    int Looks,
    int LookedSeconds,
    long Notes,
    long Better
);

/// <summary>How one showed oneself in a class, and who saw it.</summary>
/// <param name="SharedSeconds">How long.</param>
/// <param name="Watchers">Leaders who had one's small picture before them, by name.</param>
/// <param name="Looks">When a leader looked at the larger one, oldest first.</param>
internal sealed record OwnMirror(int SharedSeconds, IReadOnlyList<string> Watchers, IReadOnlyList<OwnLook> Looks);

/// <summary>A leader looked in on oneself.</summary>
/// <param name="LeaderName">Who.</param>
/// <param name="BeganAtMs">From when, Unix milliseconds.</param>
/// <param name="EndedAtMs">Until when, Unix milliseconds; null while they do.</param>
internal sealed record OwnLook(string LeaderName, long BeganAtMs, long? EndedAtMs);
