using System.Threading.Channels;

namespace UpperBack.Community.Streaks;

/// <summary>Members whose streak or name changed in SQL, for the boards to follow. Only ids are queued: the reader
/// looks up what holds by then.</summary>
internal sealed class StreakChanges
{
    private readonly Channel<MemberId> members = Channel.CreateUnbounded<MemberId>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    /// <summary>Queues a member. Does not wait.</summary>
    public void Add(MemberId memberId) => members.Writer.TryWrite(memberId);

    /// <summary>Empties the queue, because a rebuild covers everybody.</summary>
    public void Clear() => _ = Drain(int.MaxValue);

    /// <summary>Waits until one is queued, but not longer than <paramref name="max"/>; throws only when
    /// cancelled.</summary>
    public async Task WaitAsync(TimeSpan max, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(max);
        try
        {
            await members.Reader.WaitToReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { }
    }

    /// <summary>Takes those that are queued, each once.</summary>
    public IReadOnlyCollection<MemberId> Drain(int count)
    {
        var taken = new HashSet<MemberId>();
        while (taken.Count < count && members.Reader.TryRead(out var memberId))
            taken.Add(memberId);
        return taken;
    }
}
