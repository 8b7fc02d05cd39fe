using System.Security.Claims;
using UpperBack.Contracts;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;
using UpperBack.Kernel.Problems;
using UpperBack.Live.Attendance;
using UpperBack.Live.Cues;
using UpperBack.Live.Rooms;
using NodaTime;

namespace UpperBack.Live.Classes;

/// <summary>Ends the class; ending an ended class is acknowledged again. The attendance of everybody follows at once, and after
/// a crash at the next start.</summary>
internal sealed class EndClass(SendCue cues, RoomAccess access, RoomKeeper keeper, ILogger<EndClass> log)
{
    public const string ClientCueId = "class-ended";

    public async Task<Result<CueAck>> RunAsync(ClaimsPrincipal user, string connectionId, ClassRequest request, CancellationToken ct)
    {
        var entry = access.RequireInstructor(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        return entry.Value.ClassStartedAt is null
            ? Problem.Of(ErrorCodes.ClassNotLive, "This class has not started, so it cannot be ended.")
            : await EndAsync(entry.Value, entry.Value.LeadOf(connectionId), user.MemberId(), user.DisplayName(), ct);
    }

    /// <summary>Ends a started class in the name of its instructor.</summary>
    public async Task<Result<CueAck>> EndAsync(Room room, long? lead, MemberId instructor, string instructorName, CancellationToken ct)
    {
        using var inside = await room.EnterAsync(ct);
        var ack = await cues.AppendAsync(
            room,
            lead,
            new CueDraft(instructor, instructorName, ClientCueId, new CueContent(CueKinds.ClassEnded)),
            async (work, cue) =>
            {
                // Reports under way are waited for; those that come later see that the class is over.
                await work.LockAsync(WatchReports.LockName(room.SessionId), CancellationToken.None);
                var endedAt = Instant.FromUnixTimeMilliseconds(cue.AtMs);
                await work.ExecuteAsync(
                    "update rooms set class_ended_at = @endedAt where session_id = @SessionId and class_ended_at is null",
                    new { endedAt, room.SessionId },
                    CancellationToken.None);
                work.Publish(new ClassEnded(room.SessionId, room.Plan.SeriesId, room.ClassStartedAt!.Value.ToDateTimeOffset(), endedAt.ToDateTimeOffset()));
            });
        if (ack is { Succeeded: true, Value.Repeated: false })
        {
            log.ClassEnded(room.SessionId.Value);
            keeper.LookNow();
        }

        return ack;
    }
}
