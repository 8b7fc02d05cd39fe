using System.Threading.Channels;
using UpperBack.Contracts.Ids;

namespace UpperBack.Community.Leaderboards;

/// <summary>Members whose rows changed in SQL, on their way to Redis. Only ids travel: whoever takes them reads what
/// holds by then.</summary>
internal sealed class BoardChanges
{
    private readonly Channel<MemberId> members = Channel.CreateUnbounded<MemberId>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    /// <summary>Hands a member over. Does not wait.</summary>
    public void Add(MemberId memberId) => members.Writer.TryWrite(memberId);

    /// <summary>Forgets all, because a rebuild will see to everybody.</summary>
    public void Clear() => _ = Take(int.MaxValue);

    /// <summary>Waits until there is somebody, but not longer than <paramref name="most"/>; throws only when
    /// cancelled.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(most);
        try
        {
            await members.Reader.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { }
    }

    /// <summary>Takes who is there, each once.</summary>
    public IReadOnlyCollection<MemberId> Take(int count)
    {
        var taken = new HashSet<MemberId>();
        while (taken.Count < count && members.Reader.TryRead(out var memberId))
            taken.Add(memberId);
        return taken;
    }
}
