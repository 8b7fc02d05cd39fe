using System.Net;
using UpperBack.Kernel.Http;

namespace UpperBack.Streaming.Rtmp;

/// <summary>Connections that have not shown a stream key yet: a few of each address, and a few in all. Whoever comes
/// when there is no room takes the place of the oldest, so that connections which are opened and left keep no encoder
/// out; and of those that have most, so that whoever opens them without a pause from several addresses keeps out none
/// that is far away and slow. Safe from any thread.</summary>
/// <param name="most">Of all addresses.</param>
/// <param name="mostOfAddress">Of one address.</param>
internal sealed class PendingConnections(int most, int mostOfAddress)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Pending> oldestFirst = new();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return oldestFirst.Count;
        }
    }

    /// <summary>One more; the oldest of its address, or of those that have most, may have to go for it.</summary>
    public Pending Add(IPAddress address)
    {
        var added = new Pending(this, ClientAddress.GroupOf(address));
        Pending? gone = null;
        lock (gate)
        {
            if (oldestFirst.Count(one => one.Network == added.Network) >= mostOfAddress)
                gone = oldestFirst.First(one => one.Network == added.Network);
            else if (oldestFirst.Count >= most)
                gone = OldestOfTheMany();
            if (gone is not null)
                oldestFirst.Remove(gone);
            oldestFirst.AddLast(added);
        }

        gone?.Evict();
        return added;
    }

    private Pending OldestOfTheMany()
    {
        var counts = oldestFirst.CountBy(one => one.Network).ToDictionary();
        var largest = counts.Values.Max();
        return oldestFirst.First(one => counts[one.Network] == largest);
    }

    /// <summary>A connection that has not shown a stream key yet.</summary>
    internal sealed class Pending(PendingConnections all, string network)
    {
        private readonly CancellationTokenSource evicted = new();

        /// <summary>What its address counts as.</summary>
        public string Network => network;

        /// <summary>Cancelled when it has to make room.</summary>
        public CancellationToken Evicted => evicted.Token;

        /// <summary>It shows a key, or is gone: it takes no place any more.</summary>
        public void Leave()
        {
            lock (all.gate)
                all.oldestFirst.Remove(this);
        }

        internal void Evict() => _ = evicted.CancelAsync();
    }
}
