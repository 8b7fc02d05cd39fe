using System.Buffers.Binary;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Storage;

/// <summary>What is known of a session, and whether a member may read it.</summary>
internal sealed class SessionLookup(LiveDatabase database, RoomRegistry registry, TimeProvider clock)
{
    private static readonly TimeSpan ProjectionGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>The plan of a session, or null when it is unknown. SessionChanged may not have arrived yet: while the
    /// id (UUID v7) is younger than 2 s, this polls.</summary>
    public async Task<SessionPlan?> FindPlanAsync(SessionId sessionId, CancellationToken ct)
    {
        var plan = await ReadPlanAsync(sessionId, ct);
        while (plan is null && AgeOf(sessionId).Duration() < ProjectionGrace)
        {
            await Task.Delay(PollInterval, clock, ct);
            plan = await ReadPlanAsync(sessionId, ct);
        }

        return plan;
    }

    /// <summary>The plan of a session as it is known now, or null.</summary>
    public async Task<SessionPlan?> ReadPlanAsync(SessionId sessionId, CancellationToken ct) =>
        registry.FindCurrent(sessionId)?.Plan ?? await RoomRows.ReadPlanAsync(database, sessionId, ct);

    /// <summary>What happened in a session's room, or null when it was never opened.</summary>
    public async Task<RoomRecord?> ReadRecordAsync(SessionId sessionId, CancellationToken ct) =>
        registry.FindCurrent(sessionId)?.Record ?? await RoomRows.ReadRecordAsync(database, sessionId, ct);

    /// <summary>The plan of a session, for anybody whom no leader removed from it.</summary>
    public async Task<Result<SessionPlan>> RequireOpenAsync(SessionId sessionId, MemberId member, CancellationToken ct)
    {
        if (await FindPlanAsync(sessionId, ct) is not { } plan)
            return RoomAccess.NoClass;

        return await RoomRows.IsRemovedAsync(database, sessionId, member, ct) ? RoomAccess.Removed : plan;
    }

    /// <summary>The plan of a session, for one of its leaders; others are refused.</summary>
    public async Task<Result<SessionPlan>> RequireLedAsync(SessionId sessionId, MemberId member, CancellationToken ct)
    {
        if (await FindPlanAsync(sessionId, ct) is not { } plan)
            return RoomAccess.NoClass;

        return RoomPolicy.RoleOf(member, plan) == RoomRoles.Participant
            ? Problem.Of(ErrorCodes.NotLeader, "Only the instructor and the coaches of this class may read this.")
            : plan;
    }

    /// <summary>Time since the id was made, with which a UUID of version 7 begins; for any other one forever.</summary>
    private TimeSpan AgeOf(SessionId sessionId)
    {
        Span<byte> bytes = stackalloc byte[16];
        return sessionId.Value.Version == 7 && sessionId.Value.TryWriteBytes(bytes, bigEndian: true, out _)
            ? TimeSpan.FromMilliseconds(clock.NowMs() - (BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16))
            : TimeSpan.MaxValue;
    }
}
