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

/// <summary>Once a second: tells each room, merged, what need not be told at once (presence, reactions, hands), renews this
/// node's presence, and stores what reactions there were.</summary>
internal sealed class RoomTicker(
    RoomDirectory directory,
    RoomFollower follower,
    RoomWire wire,
    PresenceTicker presence,
    ReactionRows reactions,
    LiveDatabase database,
    Measurements measurements,
    TimeProvider clock,
    ILogger<RoomTicker> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        measurements.ObserveParticipants(() => directory.Loaded.Sum(room => room.Connections.All.Count(seat => !seat.IsLeader)));
        using var timer = new PeriodicTimer(Beat, clock);
        var sinceRenewal = Stopwatch.StartNew();
        while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            var renew = sinceRenewal.Elapsed >= Renewal;
            if (renew)
                sinceRenewal.Restart();
            var rooms = directory.Loaded.Where(room => !room.Connections.IsEmpty).ToArray();
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
                await follower.CompareAsync(rooms, everything: wire.IsInDoubt, ct);
        }
        catch (DbException failure)
        {
            log.ComparingFailed(failure);
        }
    }

    private async Task TickAsync(Room room, bool renew, CancellationToken ct)
    {
        try
        {
            if (room.News.TakeHandsChanged())
                await TellHandsAsync(room, ct);
        }
        catch (DbException failure)
        {
            room.News.HandsChanged();
            log.TickFailed(failure, room.SessionId.Value);
        }

        try
        {
            if (renew)
                await presence.RenewAsync(room, ct);
            var leases = await presence.TellAsync(room, ct);
            room.LookForLeader(leases.Any(lease => lease.ConnectionId == room.Leading.Connection), clock.Now());
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            log.TickFailed(failure, room.SessionId.Value);
        }
    }

    /// <summary>Of every room, and also of those that everybody here has left meanwhile.</summary>
    private void TellReactions()
    {
        foreach (var room in directory.Loaded)
        {
            if (room.News.TakeReactions() is { Count: > 0 } counts)
                wire.Tell(new ReactionsWord(room.SessionId, counts));
        }
    }

    private async Task StoreReactionsAsync()
    {
        foreach (var room in directory.Loaded.Where(room => room.News.HasUnstored))
        {
            var counts = room.News.TakeUnstored();
            try
            {
                await reactions.AddAsync(room.SessionId, counts);
            }
            catch (DbException failure)
            {
                room.News.GiveBack(counts);
                log.TickFailed(failure, room.SessionId.Value);
            }
        }
    }

    private async Task TellHandsAsync(Room room, CancellationToken ct)
    {
        var all = await HandRows.ReadAsync(database, room.SessionId, null, ct);
        foreach (var seat in room.Connections.All)
        {
            var shown = seat.IsLeader ? all : all with { Hands = [.. all.Hands.Where(hand => hand.MemberId == seat.Connection.Member)] };
            seat.Connection.Send(client => client.HandsChanged(shown));
        }
    }
}
