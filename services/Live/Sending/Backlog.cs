namespace UpperBack.Live.Sending;

/// <summary>What a socket has not taken yet, in order. Its owner locks it.</summary>
internal sealed class Backlog
{
    // What does not leave within the timeout ends the connection: so much must leave at a time.
    private const int MaxBytesInWrite = 64 * 1024;
    private const int MaxSegmentsInWrite = 256;

    private readonly Queue<Part> parts = new();
    private int takenOfFirst;

    /// <summary>Messages of which something waits.</summary>
    public int Messages { get; private set; }

    /// <param name="bytes">Whole frames, or the rest of one that was begun; not copied.</param>
    /// <param name="messages">How many they count as.</param>
    /// <param name="written">Completed when they have left, or cannot.</param>
    public void Add(ArraySegment<byte> bytes, int messages, TaskCompletionSource? written = null)
    {
        parts.Enqueue(new Part(bytes, messages, written));
        Messages += messages;
    }

    /// <summary>Takes what is to leave in the next write.</summary>
    /// <param name="write">Is given it in place of what it had; nothing when nothing waits.</param>
    public void Take(BacklogWrite write)
    {
        write.Clear();
        for (var left = MaxBytesInWrite; left > 0 && write.Segments.Count < MaxSegmentsInWrite; )
        {
            if (!parts.TryPeek(out var part))
                return;

            var rest = part.Bytes[takenOfFirst..];
            if (rest.Count > left)
            {
                write.Segments.Add(rest[..left]);
                takenOfFirst += left;
                return;
            }

            write.Segments.Add(rest);
            if (part.Written is not null)
                write.Finishing.Add(part.Written);
            parts.Dequeue();
            Messages -= part.Messages;
            left -= rest.Count;
            takenOfFirst = 0;
        }
    }

    /// <summary>Tells whoever awaits something that it will not leave.</summary>
    public void Fail(Exception reason)
    {
        foreach (var part in parts)
            part.Written?.TrySetException(reason);
    }

    private readonly record struct Part(ArraySegment<byte> Bytes, int Messages, TaskCompletionSource? Written);
}

/// <summary>One write of a backlog to its socket.</summary>
internal sealed class BacklogWrite
{
    public List<ArraySegment<byte>> Segments { get; } = [];

    /// <summary>Whom to tell when it has left.</summary>
    public List<TaskCompletionSource> Finishing { get; } = [];

    public int Bytes => Segments.Sum(segment => segment.Count);

    public void Clear()
    {
        Segments.Clear();
        Finishing.Clear();
    }
}
