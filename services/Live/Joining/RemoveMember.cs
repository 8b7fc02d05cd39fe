using UpperBack.Contracts.Events;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Joining;

/// <summary>A leader removes a participant from the session, or readmits them. What they watched so far stays
/// theirs.</summary>
internal sealed class RemoveMember(
    LiveDatabase database,
    RoomAccess access,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane
)
{
    public async Task<Result<bool>> RemoveAsync(string connectionId, RoomMemberRequest request, CancellationToken ct)
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        var room = entry.Value;
        if (RoomPolicy.RoleOf(request.MemberId, room.Plan) != RoomRoles.Participant || await IsAdminAsync(request, ct))
            return new Validation()
                .That(false, "memberId", "Who leads or coaches a class, and administrators, cannot be removed from it.")
                .Problem!;

        await StoreAsync(request, isRemoved: true, ct);
        await ApplyAsync(room);
        return true;
    }

    public async Task<Result<bool>> ReadmitAsync(string connectionId, RoomMemberRequest request, CancellationToken ct)
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        await StoreAsync(request, isRemoved: false, ct);
        await ApplyAsync(entry.Value);
        return true;
    }

    /// <summary>What is stored is shown on every node, whether or not the caller still waits.</summary>
    private async Task ApplyAsync(Room room)
    {
        await synchronizer.ReadRemovalsAsync(room, CancellationToken.None);
        backplane.PublishToOthers(new RemovalsChanged(room.SessionId));
    }

    /// <summary>Whether an administrator joined under this id, to observe or to lead.</summary>
    private async Task<bool> IsAdminAsync(RoomMemberRequest request, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<string>(
            "select role from participants where session_id = @SessionId and member_id = @MemberId",
            new { request.SessionId, request.MemberId },
            ct
        ) == RoomRoles.Admin;

    /// <summary>Stores the state and publishes it to the other services, unless it is the same already.</summary>
    private async Task StoreAsync(RoomMemberRequest request, bool isRemoved, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var revision = await work.QueryFirstOrDefaultAsync<long?>(
            """
            insert into removals (session_id, member_id, revision, is_removed)
            values (@SessionId, @MemberId, 1, @isRemoved)
            on conflict (session_id, member_id) do update set
                revision = removals.revision + 1, is_removed = excluded.is_removed
            where removals.is_removed <> excluded.is_removed
            returning revision
            """,
            new
            {
                request.SessionId,
                request.MemberId,
                isRemoved,
            },
            ct
        );
        if (revision is not null)
            work.Publish(
                new MemberRemovalChanged(
                    request.SessionId,
                    request.MemberId,
                    revision.Value,
                    isRemoved,
                    work.Now.ToDateTimeOffset()
                )
            );
        await work.CommitAsync(ct);
    }
}
