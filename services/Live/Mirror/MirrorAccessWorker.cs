using UpperBack.Infrastructure.Workers;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Mirror;

/// <summary>Looks all the time whether those who share and watch still may, and ends what they may no longer: every 400
/// ms, for all classes of this node with the same statements, and at once when a node says that something changed.
/// While it cannot look, no picture passes (<see cref="MirrorClass.Checked"/>).</summary>
internal sealed class MirrorAccessWorker(
    MirrorRelay relay,
    MirrorAccess access,
    AccessSignal signal,
    TimeProvider clock,
    ILogger<MirrorAccessWorker> log
) : PollingWorker(clock, log, signal.Signal)
{
    private static readonly TimeSpan WhileInUse = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan WhileUnused = TimeSpan.FromMinutes(1);

    protected override TimeSpan Interval => relay.Mirrors.Count == 0 ? WhileUnused : WhileInUse;

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        var mirrors = relay.Mirrors.Select(mirror => (Mirror: mirror, Sockets: mirror.All())).ToArray();
        if (mirrors.Length == 0)
            return;

        var view = await access.ReadAsync(
            [.. mirrors.Select(one => one.Mirror.SessionId)],
            [
                .. mirrors
                    .SelectMany(one => one.Sockets.Sharers.Concat<MirrorSocket>(one.Sockets.Leaders))
                    .Select(socket => socket.Member)
                    .Distinct(),
            ],
            ct
        );
        foreach (var (mirror, (sharers, leaders)) in mirrors)
        {
            var elsewhere = view.IsElsewhere(mirror.SessionId, relay.Node) ? MirrorPolicy.Elsewhere : null;
            foreach (var sharer in sharers)
                Apply(mirror, sharer, elsewhere ?? access.Refuse(view, mirror.SessionId, sharer), view);
            foreach (var leader in leaders)
                Apply(mirror, leader, elsewhere ?? access.Refuse(view, mirror.SessionId, leader), view);
            mirror.Checked();
        }
    }

    private static void Apply(MirrorClass mirror, MirrorSocket socket, Problem? refusal, MirrorView view)
    {
        if (refusal is not null)
            mirror.End(socket, refusal);
        else if (view.Names.TryGetValue(socket.Member, out var name))
            mirror.Rename(socket, name);
    }
}
