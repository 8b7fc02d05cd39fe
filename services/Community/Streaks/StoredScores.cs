using System.Text.Json;
using NodaTime;

namespace UpperBack.Community.Streaks;

/// <summary>The column <c>streaks.scores</c>: one JSON object, so that a new score needs no new column.</summary>
internal static class StoredScores
{
    private static readonly IReadOnlyDictionary<string, int> None = new Dictionary<string, int>();

    /// <summary>What is to be stored of a streak.</summary>
    public static string Write(IEnumerable<IStreakScore> scores, Streak streak, Instant now) =>
        JsonSerializer.Serialize(scores.SelectMany(score => score.Count(streak, now)).ToDictionary());

    /// <summary>What is stored; nothing of a streak that was never folded.</summary>
    public static IReadOnlyDictionary<string, int> Read(string? json) =>
        json is null ? None : JsonSerializer.Deserialize<Dictionary<string, int>>(json)!;
}
