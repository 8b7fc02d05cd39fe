using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Kernel.Time;
using UpperBack.Live.Hands;
using UpperBack.Live.Nodes;
using UpperBack.Live.Presence;
using UpperBack.Live.Reactions;

namespace UpperBack.Live.Rooms;

/// <summary>Once a second: tells each room, merged, what need not be told at once (presence, reactions, hands), renews
/// this node's presence, and stores what reactions there were.</summary>
internal sealed class RoomTickWorker(
    RoomRegistry registry,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane,
    PresenceTickWorker presence,
    ReactionRows reactions,
    LiveDatabase database,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<RoomTickWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        metrics.ObserveParticipants(() =>
            registry.Loaded.Sum(room => room.Connections.All.Count(membership => !membership.IsLeader))
        );
        using var timer = new PeriodicTimer(Interval, clock);
        var sinceRenewal = Stopwatch.StartNew();
        while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            var renew = sinceRenewal.Elapsed >= Renewal;
            if (renew)
                sinceRenewal.Restart();
            var rooms = registry.Loaded.Where(room => !room.Connections.IsEmpty).ToArray();
            await CompareAsync(rooms, ct);
            TellReactions();
            foreach (var room in rooms)
                await TickAsync(room, renew, ct);
            await StoreReactionsAsync();
        }
    }

    /// <summary>The last second's reactions are stored before this node is gone.</summary>
    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        TellReactions();
        await StoreReactionsAsync();
    }

    private async Task CompareAsync(Room[] rooms, CancellationToken ct)
    {
        try
        {
            if (rooms.Length > 0)
                await synchronizer.CompareAsync(rooms, everything: backplane.MayHaveLostMessages, ct);
        }
        catch (DbException ex)
        {
            log.ComparingFailed(ex);
        }
    }

    private async Task TickAsync(Room room, bool renew, CancellationToken ct)
    {
        try
        {
            if (room.PendingUpdates.DrainHandsChanged())
                await TellHandsAsync(room, ct);
        }
        catch (DbException ex)
        {
            room.PendingUpdates.HandsChanged();
            log.TickFailed(ex, room.SessionId.Value);
        }

        try
        {
            if (renew)
                await presence.RenewAsync(room, ct);
            var leases = await presence.TellAsync(room, ct);
            room.LookForLeader(leases.Any(lease => lease.ConnectionId == room.Leading.Connection), clock.Now());
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            log.TickFailed(ex, room.SessionId.Value);
        }
    }

    /// <summary>Of every room, and also of those that everybody here has left meanwhile.</summary>
    private void TellReactions()
    {
        foreach (var room in registry.Loaded)
        {
            if (room.PendingUpdates.DrainReactions() is { Count: > 0 } counts)
                backplane.Publish(new ReactionsTallied(room.SessionId, counts));
        }
    }

    private async Task StoreReactionsAsync()
    {
        foreach (var room in registry.Loaded.Where(room => room.PendingUpdates.HasUnstored))
        {
            var counts = room.PendingUpdates.DrainUnstored();
            try
            {
                await reactions.AddAsync(room.SessionId, counts);
            }
            catch (DbException ex)
            {
                room.PendingUpdates.Requeue(counts);
                log.TickFailed(ex, room.SessionId.Value);
            }
        }
    }

    private async Task TellHandsAsync(Room room, CancellationToken ct)
    {
        var all = await HandRows.ReadAsync(database, room.SessionId, null, ct);
        foreach (var membership in room.Connections.All)
        {
            var shown = membership.IsLeader
                ? all
                : all with
                {
                    Hands = [.. all.Hands.Where(hand => hand.MemberId == membership.Connection.Member)],
                };
            membership.Connection.Send(client => client.HandsChanged(shown));
        }
    }
}
