using System.Data.Common;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Infrastructure.Workers;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Workers;

/// <summary>Once a second: compares rooms with SQL, sends each room, merged, what need not be sent at once (presence,
/// reactions, hands), renews this node's presence, and stores the reactions.</summary>
internal sealed class RoomTickWorker(
    RoomRegistry registry,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane,
    PresenceLeases leases,
    PresenceBroadcaster presence,
    ReactionRows reactions,
    LiveDatabase database,
    UpperBackMetrics metrics,
    TimeProvider clock,
    ILogger<RoomTickWorker> log
) : PollingWorker(clock, log)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    protected override void LogFailure(Exception exception) => Log.TicksFailed(exception);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ObserveParticipants(() =>
            registry.Loaded.Sum(room => room.Connections.All.Count(membership => !membership.IsLeader))
        );
        return base.ExecuteAsync(stoppingToken);
    }

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        var rooms = registry.Loaded.Where(room => !room.Connections.IsEmpty).ToArray();
        await CompareAsync(rooms, ct);
        SendReactions();
        var heard = await ExchangePresenceAsync(ct);
        foreach (var room in rooms)
            await TickAsync(room, heard.Contains(room), ct);
        await StoreReactionsAsync();
    }

    /// <summary>The last second's reactions are stored before this node stops.</summary>
    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        SendReactions();
        await StoreReactionsAsync();
        await ExchangePresenceAsync(ct);
    }

    /// <summary>Of all rooms at once, and also of those that everybody here has left meanwhile. Without Redis each
    /// shows whom this node knows of.</summary>
    /// <returns>The rooms whose other nodes were heard.</returns>
    private async Task<HashSet<Room>> ExchangePresenceAsync(CancellationToken ct)
    {
        var rooms = registry.Loaded.Where(room => !room.Connections.IsEmpty || room.People.HasUnwritten).ToArray();
        var heard = await Task.WhenAll(rooms.Select(room => ExchangePresenceAsync(room, ct)));
        return [.. rooms.Zip(heard).Where(one => one.Second).Select(one => one.First)];
    }

    private async Task<bool> ExchangePresenceAsync(Room room, CancellationToken ct)
    {
        try
        {
            await leases.ExchangeAsync(room.SessionId, room.People, ct);
            return true;
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            Log.PresenceDelayed(ex.Message, room.SessionId.Value);
            return false;
        }
    }

    private async Task CompareAsync(Room[] rooms, CancellationToken ct)
    {
        try
        {
            // mutation redis-away: if (rooms.Length < 0)
            if (rooms.Length > 0)
                await synchronizer.CompareAsync(rooms, everything: backplane.MayHaveLostMessages, ct);
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            // Presence and reactions do not wait for the database.
            Log.ComparingFailed(ex);
        }
    }

    /// <summary>What fails in one room must not keep the others from their tick.</summary>
    private async Task TickAsync(Room room, bool hasHeardOthers, CancellationToken ct)
    {
        try
        {
            if (room.PendingUpdates.DrainHandsChanged())
                await SendHandsAsync(room, ct);
        }
        catch (Exception ex) when (!ct.IsCancellationRequested)
        {
            room.PendingUpdates.HandsChanged();
            Log.TickFailed(ex, room.SessionId.Value);
        }

        presence.SendChanges(room);
        room.ObserveLeader(hasHeardOthers, Clock.Now());
    }

    /// <summary>Of every room, and also of those that everybody here has left meanwhile.</summary>
    private void SendReactions()
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
                Log.TickFailed(ex, room.SessionId.Value);
            }
        }
    }

    private async Task SendHandsAsync(Room room, CancellationToken ct)
    {
        var all = await HandRows.ReadAsync(database, room.SessionId, ct);
        var raised = all.Hands.ToLookup(hand => hand.MemberId);
        var toLeaders = LiveMessage.Of(client => client.HandsChanged(all));
        var toOthers = LiveMessage.Of(client => client.HandsChanged(all with { Hands = [] }));
        foreach (var membership in room.Connections.All)
        {
            var connection = membership.Connection;
            if (membership.IsLeader)
                connection.Send(toLeaders);
            else if (raised.Contains(connection.Member))
                connection.Send(client => client.HandsChanged(all with { Hands = [.. raised[connection.Member]] }));
            else
                connection.Send(toOthers);
        }
    }
}
