using System.Collections.Concurrent;

namespace UpperBack.Community.Streaks;

/// <summary>Members whose streak or name changed in SQL, for the boards to follow. Only ids are queued: the reader
/// looks up what holds by then.</summary>
internal sealed class StreakChanges
{
    private readonly ConcurrentQueue<MemberId> members = [];

    /// <summary>Set whenever one is queued.</summary>
    public AsyncSignal Signal { get; } = new();

    /// <summary>Queues a member.</summary>
    public void Add(MemberId memberId)
    {
        members.Enqueue(memberId);
        Signal.Set();
    }

    /// <summary>Empties the queue, because a rebuild covers everybody.</summary>
    public void Clear() => members.Clear();

    /// <summary>Takes those that are queued, each once.</summary>
    public IReadOnlyCollection<MemberId> Drain(int count)
    {
        var taken = new HashSet<MemberId>();
        while (taken.Count < count && members.TryDequeue(out var memberId))
            taken.Add(memberId);
        return taken;
    }
}
