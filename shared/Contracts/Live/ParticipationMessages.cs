using UpperBack.Contracts.Ids;

namespace UpperBack.Contracts.Live;

/// <summary>A reaction from a participant.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Reaction">One of <see cref="Reactions"/>.</param>
public sealed record ReactRequest(SessionId SessionId, [OneOf(typeof(Reactions))] string Reaction);

/// <summary>The reactions there are.</summary>
public static class Reactions
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = ["heart", "clap", "fire", "smile", "breathe"];
}

/// <summary>Reactions since the last tally.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Counts">How many of each that occurred; others are left out.</param>
public sealed record ReactionTally(SessionId SessionId, IReadOnlyDictionary<string, int> Counts);

/// <summary>Raise or lower one's hand; a leader may lower another's.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="MemberId">Whose hand; null for one's own.</param>
public sealed record HandRequest(SessionId SessionId, MemberId? MemberId = null);

/// <summary>A raised hand.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="AtMs">Since when, Unix milliseconds.</param>
public sealed record RaisedHand(MemberId MemberId, string DisplayName, long AtMs);

/// <summary>Raised hands, oldest first.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="Hands">See <see cref="ILiveSessionClient.HandsChanged"/>.</param>
public sealed record RaisedHands(SessionId SessionId, IReadOnlyList<RaisedHand> Hands);

/// <summary>What this client really watched. Sent every few seconds while the class is on screen, and when it
/// stops.</summary>
/// <param name="SessionId">Which room.</param>
/// <param name="FromMs">Start on the server's clock, Unix milliseconds.</param>
/// <param name="ToMs">End on the server's clock, Unix milliseconds; at most 120,000 after <paramref
/// name="FromMs"/>.</param>
public sealed record WatchReport(SessionId SessionId, long FromMs, long ToMs);

/// <summary>The report is stored.</summary>
/// <param name="WatchedSeconds">What the member is credited with in this session so far, each second once however many
/// tabs.</param>
public sealed record WatchAck(int WatchedSeconds);

/// <summary>See <see cref="ILiveSessionClient.DayKept"/>.</summary>
/// <param name="SessionId">The session that kept it.</param>
/// <param name="Day">The day in the member's zone, <c>2026-11-23</c>.</param>
/// <param name="CurrentStreak">Kept days in a row, this one included.</param>
/// <param name="LongestStreak">The longest so far.</param>
/// <param name="Freezes">Freezes in hand.</param>
public sealed record KeptDay(SessionId SessionId, string Day, int CurrentStreak, int LongestStreak, int Freezes);
