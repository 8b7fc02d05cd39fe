using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Rooms;

/// <summary>One hub connection: whose it is, in which rooms it is, and where its messages go. Senders never
/// wait.</summary>
/// <param name="id">SignalR's id of the connection.</param>
/// <param name="member">Whose it is.</param>
/// <param name="output">Where its messages go; a reader that falls too far behind is dropped there and resumes from
/// the log.</param>
internal sealed class LiveConnection(string id, MemberId member, ConnectionOutput output)
{
    private readonly List<SessionId> rooms = new(1);
    private bool closed;

    public string Id => id;

    public MemberId Member => member;

    public ConnectionOutput Output => output;

    /// <summary>Remembers that this connection is in a room.</summary>
    /// <returns>False when the connection is closed: it was removed from its rooms already, and would never be removed
    /// from this one.</returns>
    public bool TryEnter(SessionId sessionId)
    {
        lock (rooms)
        {
            if (!closed && !rooms.Contains(sessionId))
                rooms.Add(sessionId);
            return !closed;
        }
    }

    /// <summary>The connection is no longer in a room.</summary>
    public void Exit(SessionId sessionId)
    {
        lock (rooms)
            rooms.Remove(sessionId);
    }

    /// <summary>Sends it a message; never waits.</summary>
    public void Send(Func<ILiveSessionClient, Task> call) => output.Send(LiveMessage.Of(call));

    /// <summary>Sends it a message that others may be sent too; never waits.</summary>
    public void Send(LiveMessage message) => output.Send(message);

    /// <summary>Sends it messages that others may be sent too; never waits.</summary>
    public void Send(MessageBatch batch) => output.Send(batch);

    /// <summary>No more messages and no more rooms: the connection is lost. A call of its own may still be in
    /// progress.</summary>
    /// <returns>The sessions in whose rooms it was.</returns>
    public IReadOnlyList<SessionId> Close()
    {
        output.End();
        lock (rooms)
        {
            closed = true;
            return [.. rooms];
        }
    }
}
