using StackExchange.Redis;

namespace UpperBack.Community.Leaderboards;

/// <summary>One entry of a board.</summary>
/// <param name="Rank">1 is best; equal values share a rank, and the next one is as many further (1, 1, 3).</param>
/// <param name="MemberId">Who.</param>
/// <param name="Value">Days or minutes.</param>
internal readonly record struct BoardEntry(int Rank, MemberId MemberId, int Value);

/// <summary>A whole board as it was in Redis at one moment, best first.</summary>
internal sealed class BoardSnapshot
{
    private readonly BoardEntry[] entries;
    private readonly Dictionary<MemberId, int> places;

    /// <summary>The board as its sorted set holds it.</summary>
    /// <param name="scores">In ascending order: scores are negative.</param>
    public BoardSnapshot(IReadOnlyList<SortedSetEntry> scores)
    {
        entries = new BoardEntry[scores.Count];
        places = new Dictionary<MemberId, int>(scores.Count);
        for (var i = 0; i < entries.Length; i++)
        {
            var value = (int)-scores[i].Score;
            var rank = i > 0 && entries[i - 1].Value == value ? entries[i - 1].Rank : i + 1;
            entries[i] = new BoardEntry(rank, BoardKeys.MemberOf(scores[i].Element), value);
            places[entries[i].MemberId] = i;
        }
    }

    /// <summary>Members on the board.</summary>
    public int Total => entries.Length;

    public bool Has(MemberId member) => places.ContainsKey(member);

    /// <summary>The best.</summary>
    public ReadOnlyMemory<BoardEntry> Top(int count) => entries.AsMemory(0, Math.Min(count, entries.Length));

    /// <summary>A member in the midst of others, as far as there are any; the best for who is not on the
    /// board.</summary>
    public ReadOnlyMemory<BoardEntry> Around(MemberId member, int count)
    {
        if (!places.TryGetValue(member, out var place))
            return Top(count);

        var start = Math.Max(0, Math.Min(place - (count / 2), entries.Length - count));
        return entries.AsMemory(start, Math.Min(count, entries.Length - start));
    }
}
