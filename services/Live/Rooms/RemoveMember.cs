using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Nodes;

namespace UpperBack.Live.Rooms;

/// <summary>A leader takes a participant out of the session, or lets them in again. What they watched so far stays
/// theirs.</summary>
internal sealed class RemoveMember(
    LiveDatabase database,
    RoomAccess access,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane
)
{
    /// <summary>What somebody who is taken out is told.</summary>
    public static readonly RoomClosedNotice Reason = new(
        default,
        RoomAccess.Removed.Detail,
        ErrorCodes.MemberRemoved.Code
    );

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
        await synchronizer.ReadRemovalsAsync(room, CancellationToken.None);
        backplane.PublishToOthers(new RemovalsChanged(request.SessionId));
        return true;
    }

    public async Task<Result<bool>> ReadmitAsync(string connectionId, RoomMemberRequest request, CancellationToken ct)
    {
        var entry = access.RequireLeader(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        await StoreAsync(request, isRemoved: false, ct);
        await synchronizer.ReadRemovalsAsync(entry.Value, CancellationToken.None);
        backplane.PublishToOthers(new RemovalsChanged(request.SessionId));
        return true;
    }

    /// <summary>An administrator came to look, or leads.</summary>
    private async Task<bool> IsAdminAsync(RoomMemberRequest request, CancellationToken ct) =>
        await database.QueryFirstOrDefaultAsync<string>(
            "select role from participants where session_id = @SessionId and member_id = @MemberId",
            new { request.SessionId, request.MemberId },
            ct
        ) == RoomRoles.Admin;

    /// <summary>Stores the state and tells the other services, unless it is so already.</summary>
    private async Task StoreAsync(RoomMemberRequest request, bool isRemoved, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var revision = await work.QueryFirstOrDefaultAsync<long?>(
            """
            insert into removals (session_id, member_id, revision, is_removed) values (@SessionId, @MemberId, 1, @isRemoved)
            on conflict (session_id, member_id) do update set revision = removals.revision + 1, is_removed = excluded.is_removed
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
