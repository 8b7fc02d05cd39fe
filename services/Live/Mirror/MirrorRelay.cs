using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Mirror;

/// <summary>The mirrors of this node: one for each class that has a socket here.</summary>
internal sealed class MirrorRelay
{
    private readonly Dictionary<SessionId, (MirrorClass Mirror, int Holders)> mirrors = [];
    private readonly IOptions<LiveOptions> options;
    private readonly MirrorMetrics metrics;
    private readonly AccessSignal access;
    private readonly TimeProvider clock;

    public MirrorRelay(IOptions<LiveOptions> options, MirrorMetrics metrics, AccessSignal access, TimeProvider clock)
    {
        (this.options, this.metrics, this.access, this.clock) = (options, metrics, access, clock);
        metrics.ObserveTiles(() => Mirrors.Sum(mirror => mirror.All().Sharers.Length));
    }

    /// <summary>Names this node among those that have mirrors.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("n");

    public IReadOnlyList<MirrorClass> Mirrors
    {
        get
        {
            lock (mirrors)
                return [.. mirrors.Values.Select(entry => entry.Mirror)];
        }
    }

    /// <summary>The mirror of a class, for a socket that holds it until it calls <see cref="Exit"/>.</summary>
    public MirrorClass Enter(SessionId sessionId)
    {
        MirrorClass mirror;
        lock (mirrors)
        {
            var (known, holders) = mirrors.GetValueOrDefault(sessionId);
            mirror = known ?? new MirrorClass(sessionId, options.Value, metrics, clock);
            mirrors[sessionId] = (mirror, holders + 1);
        }

        // The worker rests while there is none.
        access.Set();
        return mirror;
    }

    /// <summary>A socket is gone; with the last one, the mirror is.</summary>
    public void Exit(MirrorClass mirror)
    {
        lock (mirrors)
        {
            var (_, holders) = mirrors[mirror.SessionId];
            if (holders == 1)
                mirrors.Remove(mirror.SessionId);
            else
                mirrors[mirror.SessionId] = (mirror, holders - 1);
        }
    }

    /// <summary>Sends everybody to another node.</summary>
    public void SendElsewhere()
    {
        foreach (var mirror in Mirrors)
        {
            var (sharers, leaders) = mirror.All();
            foreach (var socket in sharers.Concat<MirrorSocket>(leaders))
                mirror.End(socket, MirrorPolicy.Elsewhere);
        }
    }
}
