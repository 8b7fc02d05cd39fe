using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Attendance;
using UpperBack.Live.Cues;
using UpperBack.Live.Nodes;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Classes;

/// <summary>Ends the class; ending an ended class is acknowledged again. The attendance of everybody follows at once,
/// and after a crash at the next start.</summary>
internal sealed class EndClass(
    SendCue cues,
    RoomAccess access,
    RoomSynchronizer synchronizer,
    RoomLifecycleWorker keeper,
    ILogger<EndClass> log
)
{
    public const string ClientCueId = "class-ended";

    public async Task<Result<CueAck>> RunAsync(
        ClaimsPrincipal user,
        string connectionId,
        ClassRequest request,
        CancellationToken ct
    )
    {
        var entry = access.RequireLead(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        return entry.Value.ClassStartedAt is null
            ? Problem.Of(ErrorCodes.ClassNotLive, "This class has not started, so it cannot be ended.")
            : await EndAsync(
                entry.Value,
                entry.Value.LeadOf(connectionId),
                user.MemberId(),
                entry.Value.NameOn(connectionId),
                null,
                ct
            );
    }

    /// <summary>Ends a started class in the name of who leads it.</summary>
    /// <param name="room">The room.</param>
    /// <param name="lead">See <see cref="RoomMembership.LeaderEpoch"/>; null for the platform itself.</param>
    /// <param name="leader">Who ends it.</param>
    /// <param name="leaderName">Their name.</param>
    /// <param name="leaderlessSince">Since when nobody led it; null when somebody does.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CueAck>> EndAsync(
        Room room,
        long? lead,
        MemberId leader,
        string leaderName,
        Instant? leaderlessSince,
        CancellationToken ct
    )
    {
        using var inside = await room.LockAsync(ct);

        // How long it was is read from the cues, which another node may have sent.
        await synchronizer.CatchUpLockedAsync(room, ct);
        var ack = await cues.AppendAsync(
            room,
            lead,
            new CueDraft(leader, leaderName, ClientCueId, new CueContent(CueKinds.ClassEnded)),
            async (work, cue) =>
            {
                // Reports under way are waited for; those that come later see that the class is over.
                await work.LockAsync(WatchReports.LockName(room.SessionId), CancellationToken.None);
                var endedAt = Instant.FromUnixTimeMilliseconds(cue.AtMs);
                var ledUntil = LedUntil(room, Instant.Min(endedAt, leaderlessSince ?? endedAt));
                await work.ExecuteAsync(
                    "update rooms set class_ended_at = @endedAt, led_until = @ledUntil where session_id = @SessionId and class_ended_at is null",
                    new
                    {
                        endedAt,
                        ledUntil,
                        room.SessionId,
                    },
                    CancellationToken.None
                );
                work.Publish(
                    new ClassEnded(
                        room.SessionId,
                        room.Plan.SeriesId,
                        room.ClassStartedAt!.Value.ToDateTimeOffset(),
                        ledUntil.ToDateTimeOffset(),
                        endedAt.ToDateTimeOffset()
                    )
                );
            }
        );
        if (ack is { Succeeded: true, Value.Repeated: false })
        {
            log.ClassEnded(room.SessionId.Value);
            keeper.Trigger();
        }

        return ack;
    }

    private static Instant LedUntil(Room room, Instant endedAt) =>
        ClassLength.LedUntil(
            room.ClassStartedAt!.Value,
            endedAt,
            room.Plan.EndsAt - room.Plan.StartsAt,
            Instant.FromUnixTimeMilliseconds(room.Log.LastAtMs),
            room is { Log.Step: { } cued, CurrentStep: { } step }
                ? Instant.FromUnixTimeMilliseconds(cued.AtMs) + Duration.FromSeconds(step.DurationSeconds)
                : null
        );
}
