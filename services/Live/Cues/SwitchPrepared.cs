using NodaTime;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Cues;

/// <summary>Who leads lets the room send prepared cues automatically, or no longer. It is a state of the room, so it
/// stays when another leader takes over.</summary>
internal sealed class SwitchPrepared(
    LiveDatabase database,
    RoomAccess access,
    RoomSynchronizer synchronizer,
    RoomBackplane backplane,
    TimeProvider clock
)
{
    public async Task<Result<bool>> RunAsync(string connectionId, PreparedRequest request, CancellationToken ct)
    {
        var entry = access.RequireLead(connectionId, request.SessionId);
        if (!entry.Succeeded)
            return entry.Problem;

        await database.ExecuteAsync(
            request.On
                ? "update rooms set prepared_since = @now where session_id = @SessionId and prepared_since is null"
                : "update rooms set prepared_since = null where session_id = @SessionId",
            new { request.SessionId, now = clock.Now() },
            ct
        );
        await synchronizer.ReadLeadingAsync(entry.Value, CancellationToken.None);
        backplane.PublishToOthers(new PreparedSendingChanged(request.SessionId));
        return true;
    }
}
