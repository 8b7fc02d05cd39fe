using StackExchange.Redis;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Joining;

/// <summary>Makes a connection the one that leads: the instructor's by joining, another leader's by choice while nobody
/// leads. Connections that led before no longer do, on any node.</summary>
internal sealed class AcquireLeadership(
    LiveDatabase database,
    RoomAccess access,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane,
    PresenceLeases leases,
    ILogger<AcquireLeadership> log
)
{
    /// <summary>Takes over from whoever led.</summary>
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
        if (membership.Role == RoomRoles.Coach && membership.LeaderEpoch is null && await IsLedAsync(room))
        {
            var leader = room.Leading.DisplayName ?? "The instructor";
            return Problem.Of(
                ErrorCodes.LeaderHere,
                $"{leader} is here and leads this class. You can lead on when they are away."
            );
        }

        var leaderEpoch = await RunAsync(room, membership.Connection, ct);
        room.Connections.Change(connectionId, current => current with { LeaderEpoch = leaderEpoch });
        log.LeadershipTakenOver(room.SessionId.Value, membership.Connection.Member.Value, membership.Role);
        return true;
    }

    /// <summary>Makes this the connection that leads.</summary>
    /// <returns>Its leader epoch.</returns>
    public async Task<long> RunAsync(Room room, LiveConnection connection, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var leaderEpoch = await work.QueryFirstOrDefaultAsync<long>(
            """
            update rooms set lead = lead + 1, lead_member = @Member, lead_connection = @Id
            where session_id = @SessionId
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
        await synchronizer.ReadLeadingAsync(room, CancellationToken.None);
        backplane.PublishToOthers(new LeaderChanged(room.SessionId, leaderEpoch));
        return leaderEpoch;
    }

    /// <summary>Whether the leader's connection is present; without Redis, or when it is late, whether it was when last
    /// seen.</summary>
    private async Task<bool> IsLedAsync(Room room)
    {
        try
        {
            await leases.ExchangeSoonAsync(room.SessionId, room.People);
            return room.People.Has(room.Leading.Connection);
        }
        catch (Exception ex) when (ex is RedisException or TimeoutException)
        {
            return room.Leading.Connection is not null && room.Absence.Since is null;
        }
    }
}
