using Microsoft.AspNetCore.SignalR.Protocol;

namespace UpperBack.Live.Sending;

/// <summary>What a connection is sent while something that SignalR writes must come first: the answer to its handshake,
/// before which a client understands nothing, or to a call that shows what the messages change. A connection's calls
/// run one after the other, so what SignalR writes next after the end of one is its answer. Its owner locks
/// it.</summary>
internal sealed class HeldMessages
{
    // A frame with "{}" and the separator of records, in every protocol.
    private const int GreetingBytes = 5;

    private List<MessageBatch> waiting = [];
    private Awaited awaited = Awaited.Handshake;
    private bool isGreeted;
    private bool isOverdue;

    /// <summary>True while messages must be added here.</summary>
    public bool Holds => awaited != Awaited.Nothing;

    public int Count => waiting.Count;

    public void Add(MessageBatch batch) => waiting.Add(batch);

    /// <summary>Holds until the answer to the call in progress.</summary>
    public void HoldForAnswer() => awaited = Awaited.EndOfCall;

    /// <summary>The call has ended.</summary>
    public void AnswerComes()
    {
        if (awaited == Awaited.EndOfCall)
            (awaited, isOverdue) = (Awaited.Answer, false);
    }

    /// <summary>SignalR wrote a message of data.</summary>
    /// <param name="frames">The message.</param>
    /// <param name="protocol">The connection's; null before the handshake.</param>
    /// <returns>What may leave after it.</returns>
    public IReadOnlyList<MessageBatch> TakeAfter(ReadOnlySpan<byte> frames, IHubProtocol? protocol)
    {
        // A client may call without waiting for the answer to its handshake, which then may be written after that call
        // has ended: alone it is no call's answer.
        var isGreeting = !isGreeted;
        isGreeted = true;
        if (isGreeting && (awaited == Awaited.Handshake || frames.Length <= GreetingBytes))
            return awaited == Awaited.Handshake ? Take() : [];

        return awaited == Awaited.Answer && !IsPing(frames, protocol!) ? Take() : [];
    }

    /// <summary>Called every second: a client may call without asking for an answer, which is awaited no longer than
    /// two of them.</summary>
    /// <returns>What may leave.</returns>
    public IReadOnlyList<MessageBatch> TakeOverdue()
    {
        if (awaited != Awaited.Answer || !isGreeted)
            return [];
        if (isOverdue)
            return Take();

        isOverdue = true;
        return [];
    }

    /// <summary>Takes all that waits, and holds no more.</summary>
    public IReadOnlyList<MessageBatch> Take()
    {
        var taken = waiting;
        (waiting, awaited) = ([], Awaited.Nothing);
        return taken;
    }

    /// <summary>SignalR's own ping is a message of data, whose frame has the shortest header.</summary>
    private static bool IsPing(ReadOnlySpan<byte> frames, IHubProtocol protocol) =>
        frames[2..].SequenceEqual(protocol.GetMessageBytes(PingMessage.Instance).Span);

    private enum Awaited
    {
        Nothing,
        Handshake,
        EndOfCall,
        Answer,
    }
}
