namespace UpperBack.Crowd.Sockets;

/// <summary>What a crowd says and hears on its sockets.</summary>
internal interface ICrowdProtocol
{
    /// <summary>What is said first; empty where the server begins.</summary>
    byte[] Greeting(Participant who);

    /// <summary>Takes what somebody was sent, and answers it.</summary>
    /// <returns>How many bytes were understood; the others come again, with more behind them.</returns>
    int Receive(CrowdSockets crowd, Participant who, ReadOnlySpan<byte> received);

    /// <summary>What the leader sends for everybody to get.</summary>
    /// <param name="number">Which comes back with it.</param>
    byte[] Cue(int number);

    /// <summary>What shows every few seconds that somebody is there; empty where nobody asks.</summary>
    byte[] Ping(Participant who);
}
