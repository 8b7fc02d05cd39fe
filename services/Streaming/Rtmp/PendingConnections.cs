using System.Net;

namespace UpperBack.Streaming.Rtmp;

/// <summary>Connections that have not shown a stream key yet: a few of each address, and a few in all. A new one
/// evicts the oldest when the limit is reached, so that idle connections keep no encoder out; and among all addresses
/// the oldest of those that have most, so that a flood from several addresses does not evict a slow encoder elsewhere.
/// Safe from any thread.</summary>
/// <param name="max">Of all addresses.</param>
/// <param name="maxOfAddress">Of one address.</param>
internal sealed class PendingConnections(int max, int maxOfAddress)
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
        Pending? evicted = null;
        lock (gate)
        {
            if (oldestFirst.Count(one => one.Network == added.Network) >= maxOfAddress)
                evicted = oldestFirst.First(one => one.Network == added.Network);
            else if (oldestFirst.Count >= max)
                evicted = OldestOfTheMany();
            if (evicted is not null)
                oldestFirst.Remove(evicted);
            oldestFirst.AddLast(added);
        }

        evicted?.Evict();
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

        /// <summary>It shows a key, or has left: it no longer counts.</summary>
        public void Leave()
        {
            lock (all.gate)
                all.oldestFirst.Remove(this);
        }

        internal void Evict() => _ = evicted.CancelAsync();
    }
}
