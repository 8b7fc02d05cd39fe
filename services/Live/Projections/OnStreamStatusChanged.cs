using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Live.Sync;

namespace UpperBack.Live.Projections;

/// <summary>Keeps Live's own copy of the status of a session's video, and shows it in the room; the highest revision
/// wins.</summary>
internal sealed class OnStreamStatusChanged(RoomBackplane backplane) : IHandle<StreamChanged>
{
    public async Task HandleAsync(StreamChanged stream, UnitOfWork work, CancellationToken ct)
    {
        var changed = await work.ExecuteAsync(
            """
            insert into streams (session_id, revision, status, missing)
            values (@SessionId, @Revision, @Status, @Missing)
            on conflict (session_id) do update set
                revision = excluded.revision, status = excluded.status, missing = excluded.missing
            where streams.revision < excluded.revision
            """,
            new
            {
                stream.SessionId,
                stream.Revision,
                stream.Status,
                stream.Missing,
            },
            ct
        );
        if (changed == 0)
            return;

        work.AfterCommit(() => backplane.Publish(new VideoChanged(stream.SessionId, stream.Status, stream.Missing)));
    }
}
