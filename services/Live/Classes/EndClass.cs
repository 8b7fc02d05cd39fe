using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Live.Rooms;
using UpperBack.Live.Storage;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Classes;

/// <summary>Ends the class; ending an ended class is acknowledged again. Everybody's attendance is recorded right after
/// it, and after a crash at the next start.</summary>
internal sealed class EndClass(
    RoomAccess access,
    CueAppender appender,
    RoomSynchronizer synchronizer,
    RoomLifecycleSignal lifecycle,
    ILogger<EndClass> log
)
{
    public async Task<Result<CueAck>> RunAsync(
        ClaimsPrincipal caller,
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
                entry.Value.LeaderEpochOf(connectionId),
                caller.MemberId(),
                entry.Value.NameOn(connectionId),
                null,
                ct
            );
    }

    /// <summary>Ends a started class in the name of who leads it.</summary>
    /// <param name="room">The room.</param>
    /// <param name="leaderEpoch">See <see cref="RoomMembership.LeaderEpoch"/>; null for the platform itself.</param>
    /// <param name="leader">Who ends it.</param>
    /// <param name="leaderName">Their name.</param>
    /// <param name="leaderlessSince">Since when nobody led it; null when somebody does.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CueAck>> EndAsync(
        Room room,
        long? leaderEpoch,
        MemberId leader,
        string leaderName,
        Instant? leaderlessSince,
        CancellationToken ct
    )
    {
        using var locked = await room.LockAsync(ct);

        // How long it was is read from the cues, which another node may have sent.
        await synchronizer.CatchUpAsync(locked, ct);
        var ack = await appender.AppendAsync(
            locked,
            leaderEpoch,
            new CueDraft(leader, leaderName, CueDraft.ClassEndedId, new CueContent(CueKinds.ClassEnded)),
            async (work, cue) =>
            {
                // Waits for watch reports in progress; later ones see that the class is over.
                await work.LockAsync(ClassTimes.LockName(room.SessionId), CancellationToken.None);
                var endedAt = Instant.FromUnixTimeMilliseconds(cue.AtMs);
                var ledUntil = LedUntil(locked, Instant.Min(endedAt, leaderlessSince ?? endedAt));
                await work.ExecuteAsync(
                    """
                    update rooms set class_ended_at = @endedAt, led_until = @ledUntil
                    where session_id = @SessionId and class_ended_at is null
                    """,
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
            lifecycle.Set();
        }

        return ack;
    }

    private static Instant LedUntil(LockedRoom locked, Instant endedAt)
    {
        var room = locked.Room;
        return ClassLength.LedUntil(
            room.ClassStartedAt!.Value,
            endedAt,
            room.Plan.EndsAt - room.Plan.StartsAt,
            Instant.FromUnixTimeMilliseconds(locked.Log.LastAtMs),
            locked.Log.Step is { } cued && room.CurrentStep is { } step
                ? Instant.FromUnixTimeMilliseconds(cued.AtMs) + Duration.FromSeconds(step.DurationSeconds)
                : null
        );
    }
}
