using NodaTime;

namespace UpperBack.Community.Streaks;

/// <summary>Something counted from a streak whenever it is folded, and stored with it: so that those of many members
/// can be read without folding.</summary>
internal interface IStreakScore
{
    /// <summary>The fold in which it came or last changed, as in <see cref="StreakRule.Since"/>.</summary>
    int Since { get; }

    /// <summary>What it comes to, by the names it is stored under; there are several when it starts over with each
    /// week and two weeks are the present one somewhere.</summary>
    IEnumerable<KeyValuePair<string, int>> Count(Streak streak, Instant now);
}
