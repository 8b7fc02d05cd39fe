using System.Security.Claims;
using NodaTime;
using UpperBack.Contracts.Events;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Classes;

/// <summary>Who leads starts the class; starting a started class is acknowledged again.</summary>
internal sealed class StartClass(RoomAccess access, CueAppender appender, ILogger<StartClass> log)
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

        var room = entry.Value;
        using var locked = await room.LockAsync(ct);
        if (room.ClassEndedAt is not null)
            return Problem.Of(
                ErrorCodes.ClassNotLive,
                "This class is over and cannot be started again. Plan a new one."
            );
        if (room.Plan.Cancelled)
            return Problem.Of(
                ErrorCodes.SessionClosed,
                "This class was cancelled and cannot be started. Plan a new one."
            );

        var ack = await appender.AppendAsync(
            locked,
            room.LeaderEpochOf(connectionId),
            new CueDraft(
                caller.MemberId(),
                room.NameOn(connectionId),
                CueDraft.ClassStartedId,
                new CueContent(CueKinds.ClassStarted)
            ),
            async (work, cue) =>
            {
                var startedAt = Instant.FromUnixTimeMilliseconds(cue.AtMs);
                await work.ExecuteAsync(
                    """
                    update rooms set class_started_at = @startedAt
                    where session_id = @SessionId and class_started_at is null
                    """,
                    new { startedAt, room.SessionId },
                    CancellationToken.None
                );
                work.Publish(new ClassStarted(room.SessionId, startedAt.ToDateTimeOffset()));
            }
        );
        if (ack is { Succeeded: true, Value.Repeated: false })
            log.ClassStarted(room.SessionId.Value);
        return ack;
    }
}
