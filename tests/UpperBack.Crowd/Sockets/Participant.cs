using System.Diagnostics;
using System.Net.Sockets;

namespace UpperBack.Crowd.Sockets;

/// <summary>How far somebody has come.</summary>
internal enum Stage
{
    Away,
    Connecting,
    Entering,
    In,
}

/// <summary>How far somebody has come in entering a room of the hub.</summary>
internal enum HubStage
{
    Upgrading,
    Greeting,
    Joining,
}

/// <summary>One of the crowd, with what they have seen.</summary>
/// <param name="index">Their place among all.</param>
/// <param name="account">Whom they are signed in as.</param>
/// <param name="codec">The hub's protocol that they speak.</param>
internal sealed class Participant(int index, TestMember account, HubCodec codec)
{
    /// <summary>No cue yet, and the next may be any.</summary>
    public const long Anywhere = -1;

    // As little as Linux gives.
    private const int SlowReceiveBuffer = 4096;

    public int Index => index;

    public TestMember Account => account;

    public HubCodec Codec => codec;

    /// <summary>Where they come from; null for wherever this machine sends from.</summary>
    public IPAddress? From { get; init; }

    /// <summary>They stop reading once they are in.</summary>
    public bool IsSlow { get; init; }

    /// <summary>They send the cues.</summary>
    public bool IsLeader { get; init; }

    public Socket? Socket { get; set; }

    public Stage Stage { get; set; }

    public HubStage HubStage { get; set; }

    /// <summary>They have been in before.</summary>
    public bool WasIn { get; set; }

    /// <summary>When they began to come: a timestamp.</summary>
    public long CameAt { get; set; }

    /// <summary>The beginning of a message whose end has not come.</summary>
    public byte[] Rest { get; set; } = [];

    /// <summary>The log that they follow; null before they were in.</summary>
    public string? Epoch { get; set; }

    /// <summary>The last cue that they have; <see cref="Anywhere"/> when the log started anew for them.</summary>
    public long Offset { get; set; }

    /// <summary>Cues up to here were sent before they came, which says nothing of how fast one travels.</summary>
    public long LiveAfter { get; set; }

    /// <summary>Begins to connect.</summary>
    /// <returns>Why that cannot be; success when it is under way.</returns>
    public SocketError Connect(IPEndPoint server)
    {
        Socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            Blocking = false,

            // Closing resets, as a lost network would, and leaves no port behind that waits to be used again.
            LingerState = new LingerOption(true, 0),
        };
        (Stage, CameAt) = (Stage.Connecting, Stopwatch.GetTimestamp());
        try
        {
            if (IsSlow)
                Socket.ReceiveBufferSize = SlowReceiveBuffer;
            if (From is not null)
                Socket.Bind(new IPEndPoint(From, 0));
            Socket.Connect(server);
            return SocketError.Success;
        }
        catch (SocketException ex)
        {
            return ex.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress
                ? SocketError.Success
                : ex.SocketErrorCode;
        }
    }

    /// <summary>Whether the server has cut them off, which who reads nothing does not see. Takes what came before
    /// that.</summary>
    public bool IsCutOff()
    {
        var unread = new byte[SlowReceiveBuffer];
        while (Socket is { } socket)
        {
            if (socket.Receive(unread, SocketFlags.None, out var error) == 0)
                return error != SocketError.WouldBlock;
        }

        return true;
    }

    /// <summary>Is away.</summary>
    public void Disconnect()
    {
        Socket?.Dispose();
        (Socket, Stage, HubStage, Rest) = (null, Stage.Away, HubStage.Upgrading, []);
    }
}
