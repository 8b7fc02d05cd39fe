using System.Buffers.Binary;
using UpperBack.Crowd.Sockets;

namespace UpperBack.Crowd.Floor;

/// <summary>What <see cref="FloorServer"/> speaks: a byte to whoever it has let in, then messages of their length, a
/// number and nothing else.</summary>
/// <param name="bytes">Length of a message.</param>
internal sealed class FloorProtocol(int bytes) : ICrowdProtocol
{
    /// <summary>Shortest message.</summary>
    public const int MinBytes = 8;

    /// <inheritdoc/>
    public byte[] Greeting(Participant who) => [];

    /// <inheritdoc/>
    public byte[] Cue(int number)
    {
        var message = new byte[bytes];
        BinaryPrimitives.WriteInt32LittleEndian(message, bytes);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), number);
        return message;
    }

    /// <inheritdoc/>
    public byte[] Ping(Participant who) => [];

    /// <inheritdoc/>
    public int Receive(CrowdSockets crowd, Participant who, ReadOnlySpan<byte> received)
    {
        var used = 0;
        if (who.Stage != Stage.In)
        {
            used = 1;
            crowd.Enter(who);
        }

        for (; received.Length - used >= bytes; used += bytes)
        {
            crowd.Counts.Cues++;
            if (!who.IsLeader)
                crowd.Cues.Arrived(BinaryPrimitives.ReadInt32LittleEndian(received[(used + 4)..]), crowd.Now);
        }

        return used;
    }
}
