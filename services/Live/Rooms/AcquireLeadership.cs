using StackExchange.Redis;
using UpperBack.Contracts;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Nodes;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Rooms;

/// <summary>Makes a connection the one that leads: the instructor's by joining, another leader's by a deliberate act
/// while nobody is there who leads. Connections that led before no longer do, on any node.</summary>
internal sealed class AcquireLeadership(
    LiveDatabase database,
    RoomAccess access,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane,
    PresenceLeases leases,
    ILogger<AcquireLeadership> log
)
{
    /// <summary>Leads on from here.</summary>
    public async Task<Result<bool>> LeadOnAsync(string connectionId, ClassRequest request, CancellationToken ct)
    {
        var entry = access.RequireJoined(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        if (room.Connections.Find(connectionId) is not { } membership || membership.Role == RoomRoles.Participant)
            return Problem.Of(ErrorCodes.NotLeader, "Only the instructor, the coaches and administrators can lead on.");
        if (room.ClassEndedAt is not null)
            return Problem.Of(ErrorCodes.ClassNotLive, "This class is over, so there is nothing to lead on.");
        if (membership.Role == RoomRoles.Coach && membership.LeaderEpoch is null && await IsLedAsync(room, ct))
            return Problem.Of(
                ErrorCodes.LeaderHere,
                $"{room.Leading.DisplayName ?? "The instructor"} is here and leads this class. You can lead on when they are away."
            );

        var lead = await RunAsync(room, membership.Connection, ct);
        room.Connections.Change(connectionId, here => here with { LeaderEpoch = lead });
        log.LedOn(room.SessionId.Value, membership.Connection.Member.Value, membership.Role);
        return true;
    }

    /// <summary>Makes this the connection that leads.</summary>
    /// <returns>The number of this entry.</returns>
    public async Task<long> RunAsync(Room room, LiveConnection connection, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var lead = await work.QueryFirstOrDefaultAsync<long>(
            """
            update rooms set lead = lead + 1, lead_member = @Member, lead_connection = @Id where session_id = @SessionId
            returning lead
            """,
            new
            {
                room.SessionId,
                connection.Member,
                connection.Id,
            },
            ct
        );
        await work.CommitAsync(ct);
        await synchronizer.ReadLeadAsync(room, CancellationToken.None);
        backplane.PublishToOthers(new LeaderChanged(room.SessionId, lead));
        return lead;
    }

    /// <summary>Whether the connection that leads is there. When nobody can say, it is what was last seen.</summary>
    private async Task<bool> IsLedAsync(Room room, CancellationToken ct)
    {
        try
        {
            return (await leases.ReadAsync(room.SessionId, ct)).Any(lease =>
                lease.ConnectionId == room.Leading.Connection
            );
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            return room.Leading.Connection is not null && room.Absence.Since is null;
        }
    }
}
