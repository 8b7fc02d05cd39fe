using UpperBack.Contracts.Events;
using UpperBack.Contracts.Live;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Sessions;

/// <summary>Keeps Live's own copy of how a session's video stands, and tells the room; the highest revision wins.</summary>
internal sealed class KeepStreamStatus(RoomDirectory directory) : IHandle<StreamChanged>
{
    public async Task HandleAsync(StreamChanged stream, UnitOfWork work, CancellationToken ct)
    {
        var changed = await work.ExecuteAsync(
            """
            insert into streams (session_id, revision, status)
            values (@SessionId, @Revision, @Status)
            on conflict (session_id) do update set revision = excluded.revision, status = excluded.status
            where streams.revision < excluded.revision
            """,
            new { stream.SessionId, stream.Revision, stream.Status },
            ct);
        if (changed == 0)
            return;

        var notice = new StreamNotice(stream.SessionId, stream.Status);
        work.AfterCommit(() => directory.FindLoaded(stream.SessionId)?.Connections.SendToAll(client => client.StreamChanged(notice)));
    }
}
