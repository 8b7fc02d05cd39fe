using System.Diagnostics;
using System.Net.Sockets;

namespace UpperBack.Crowd.Sockets;

/// <summary>The sockets of a crowd, all read and written by one thread, and what comes of it.</summary>
/// <param name="protocol">What is spoken.</param>
/// <param name="server">Whom to.</param>
/// <param name="people">Everybody, at the places of their index.</param>
internal sealed class CrowdSockets(ICrowdProtocol protocol, IPEndPoint server, IReadOnlyList<Participant> people)
    : IDisposable
{
    // Between them the cues that are due are sent.
    private const int ReadTogether = 32;

    private readonly SocketPoll poll = new();
    private byte[] buffer = new byte[1 << 18];

    public CrowdCounts Counts { get; } = new();

    public CueTimes Cues { get; } = new();

    /// <summary>How many are in.</summary>
    public int Present { get; private set; }

    /// <summary>How many are on their way in.</summary>
    public int Entering { get; private set; }

    /// <summary>Who was in, is no longer, and wants to come back.</summary>
    public Queue<Participant> Lost { get; } = new();

    /// <summary>When what is being handled was received: a timestamp.</summary>
    public long Now { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>Begins to connect somebody.</summary>
    public void Connect(Participant who)
    {
        Entering++;
        var error = who.Connect(server);
        if (error == SocketError.Success)
            poll.WatchConnecting(who.Socket!, who.Index);
        else
            Lose(who, $"no connection ({error})");
    }

    /// <summary>Waits until something can be read, and reads it.</summary>
    /// <param name="most">How long to wait.</param>
    /// <param name="between">What is done often meanwhile.</param>
    public void Read(TimeSpan most, Action between)
    {
        var ready = poll.Wait(most);
        for (var place = 0; place < ready; place++)
        {
            if (place % ReadTogether == 0)
                between();
            if (people[poll.IndexAt(place)] is { Socket: { } socket } who)
                Handle(who, socket);
        }
    }

    public void Send(Participant who, byte[] bytes)
    {
        if (bytes.Length == 0 || who.Socket is not { } socket)
            return;
        if (socket.Send(bytes, SocketFlags.None, out var error) < bytes.Length)
            Lose(who, $"cannot be written to ({error})");
    }

    /// <summary>Whoever they are, they are in now.</summary>
    public void Enter(Participant who)
    {
        if (who.WasIn)
            Counts.Rejoined++;
        else if (!who.IsLeader)
            Counts.Joins.Add(Stopwatch.GetElapsedTime(who.CameAt));
        (who.Stage, who.WasIn) = (Stage.In, true);
        Entering--;
        Present++;
        if (who.IsSlow)
            poll.Forget(who.Socket!);
    }

    /// <summary>The server does not let them in, or cut them off.</summary>
    public void Lose(Participant who, string why)
    {
        if (!who.WasIn)
            CrowdCounts.Count(Counts.Refused, why);
        else if (who.IsSlow)
            Counts.SlowDropped++;
        else
            CrowdCounts.Count(Counts.Dropped, why);
        Leave(who);
    }

    /// <summary>Their connection breaks; who was in comes back.</summary>
    public void Leave(Participant who)
    {
        if (who.Stage == Stage.In)
            Present--;
        else if (who.Stage != Stage.Away)
            Entering--;
        who.Disconnect();
        if (who.WasIn)
            Lost.Enqueue(who);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in people)
            one.Disconnect();
        poll.Dispose();
    }

    private void Handle(Participant who, Socket socket)
    {
        if (who.Stage != Stage.Connecting)
        {
            Receive(who, socket);
            return;
        }

        var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        if (error != SocketError.Success)
        {
            Lose(who, $"no connection ({error})");
            return;
        }

        poll.WatchReading(socket, who.Index);
        who.Stage = Stage.Entering;
        Send(who, protocol.Greeting(who));
    }

    private void Receive(Participant who, Socket socket)
    {
        if (who.Rest.Length > buffer.Length / 2)
            buffer = new byte[buffer.Length * 2];
        who.Rest.CopyTo(buffer, 0);
        var read = socket.Receive(buffer.AsSpan(who.Rest.Length), SocketFlags.None, out var error);
        if (read == 0 && error == SocketError.WouldBlock)
            return;
        if (read == 0)
        {
            Lose(who, error == SocketError.Success ? "closed by the server" : $"{error}");
            return;
        }

        Now = Stopwatch.GetTimestamp();
        var received = buffer.AsSpan(0, who.Rest.Length + read);
        var used = protocol.Receive(this, who, received);
        who.Rest = who.Socket is null || used == received.Length ? [] : received[used..].ToArray();
    }
}
