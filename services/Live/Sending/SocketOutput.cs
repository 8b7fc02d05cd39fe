using System.Net.Sockets;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace UpperBack.Live.Sending;

/// <summary>Writes to a connection's socket itself: what is sent to a room as the same frames for all, and between
/// them, whole, what SignalR's WebSocket writes. The kernel takes a frame at once or what it does not take waits here,
/// bounded; then one sender at a time awaits the socket, and what waits leaves in one write.</summary>
/// <param name="socket">Connected, without TLS, and not written to by anybody else from now on.</param>
/// <param name="close">Closes the connection at once.</param>
/// <param name="maxWaiting">Messages that may wait.</param>
internal sealed class SocketOutput(Socket socket, Action close, int maxWaiting) : ConnectionOutput
{
    // What does not leave within the timeout ends the connection: so much must leave at a time.
    private const int MaxBytesInWrite = 64 * 1024;
    private const int MaxPartsInWrite = 256;

    // mutation slow-reader: private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    // In rounds of a second. A web client speaks every 10 s, other stock clients every 15.
    private const int SilenceBeforePing = 11;
    private const int PingInterval = 3;

    // mutation presence-frozen: private const int MaxSilence = 300;
    // mutation slow-reader: private const int MaxSilence = 300;
    private const int MaxSilence = 17;

    private Queue<Part>? waiting;
    private List<Part>? beforeHandshake = [];
    private IHubProtocol? protocol;
    private int takenOfFirst;
    private int waitingMessages;
    private Action<Exception?>? lost;
    private bool isSending;
    private volatile bool isClosed;
    private int silence;

    /// <summary>The hub knows the connection: from now on it is sent messages.</summary>
    /// <param name="spoken">The protocol that the client chose.</param>
    /// <param name="whenLost">Called once when it is dropped: with what went wrong, or null when it read too
    /// slowly.</param>
    public void Open(IHubProtocol spoken, Action<Exception?> whenLost) => (protocol, lost) = (spoken, whenLost);

    /// <summary>Writes what SignalR's WebSocket writes.</summary>
    /// <param name="frames">A whole message, in one or more frames; not kept.</param>
    /// <param name="kind">Of the message.</param>
    /// <returns>When the kernel has all of it.</returns>
    /// <exception cref="IOException">The connection was dropped.</exception>
    public Task WriteOwnAsync(ReadOnlySpan<byte> frames, FrameKind kind)
    {
        var written = KeepOwn(frames, kind);
        ReportLoss();
        return written;
    }

    /// <summary>Something was heard of the client.</summary>
    public void Heard() => Volatile.Write(ref silence, 0);

    /// <summary>The connection is closed.</summary>
    public void Closed() => isClosed = true;

    /// <summary>Called every second: pings a client that says nothing, and drops one that does not answer.</summary>
    /// <returns>False when the connection is closed.</returns>
    public bool CountSilence()
    {
        var seconds = Interlocked.Increment(ref silence);
        if (seconds > MaxSilence)
            Drop(new TimeoutException("Nothing was heard of the client, nor an answer to pings."));
        else if (seconds >= SilenceBeforePing && (seconds - SilenceBeforePing) % PingInterval == 0)
            Ping();
        return !isClosed && !IsLost;
    }

    private void Ping()
    {
        lock (Gate)
        {
            // What waits is awaited already.
            if (HasEnded || isSending)
                return;

            ReadOnlySpan<byte> ping = [ServerFrames.FinalPing, 0];
            if (TrySend(ping) is var sent && sent < ping.Length && !IsLost)
                Keep(new Part(ping[sent..].ToArray(), 0, null));
        }

        ReportLoss();
    }

    private Task KeepOwn(ReadOnlySpan<byte> frames, FrameKind kind)
    {
        lock (Gate)
        {
            var sent = TrySend(frames);
            if (IsLost)
                return Task.FromException(Dropped());

            Part? rest = null;
            if (sent < frames.Length)
                Keep(rest = new Part(frames[sent..].ToArray(), 0, new TaskCompletionSource(Asynchronously)));
            if (kind == FrameKind.Data && beforeHandshake is { } held)
            {
                // The first is the answer to SignalR's handshake, before which a client understands nothing else.
                beforeHandshake = null;
                held.ForEach(Keep);
            }

            // Nothing may follow the frame that closes.
            if (kind == FrameKind.Close)
                End();
            return rest?.Written!.Task ?? Task.CompletedTask;
        }
    }

    protected override void Write(LiveMessage message) => Write(message.FrameFor(protocol!), 1);

    protected override void Write(MessageBatch batch) => Write(batch.FramesFor(protocol!), batch.Messages.Count);

    protected override void Finish()
    {
        if (!IsLost)
            return;

        foreach (var part in waiting ?? [])
            part.Written?.TrySetException(Dropped());
        (waiting, beforeHandshake, takenOfFirst) = (null, null, 0);
    }

    protected override void Close(Exception? reason)
    {
        lost?.Invoke(reason);
        close();
    }

    private const TaskCreationOptions Asynchronously = TaskCreationOptions.RunContinuationsAsynchronously;

    private static IOException Dropped() => new("The connection was dropped: it could not be written to in time.");

    private void Write(byte[] frames, int messages)
    {
        var sent = beforeHandshake is null ? TrySend(frames) : 0;
        if (IsLost || sent == frames.Length)
            return;

        waitingMessages += messages;
        var rest = new Part(new ArraySegment<byte>(frames, sent, frames.Length - sent), messages, null);
        if (waitingMessages > maxWaiting)
            Lose(null);
        else if (beforeHandshake is { } held)
            held.Add(rest);
        else
            Keep(rest);
    }

    /// <summary>Gives the kernel what it takes at once, when nothing waits before it.</summary>
    /// <returns>How many bytes those were.</returns>
    private int TrySend(ReadOnlySpan<byte> frames)
    {
        if (IsLost || isSending || waiting is { Count: > 0 })
            return 0;

        try
        {
            var sent = socket.Send(frames, SocketFlags.None, out var error);
            if (error is SocketError.Success or SocketError.WouldBlock)
                return Math.Max(sent, 0);

            Lose(new SocketException((int)error));
        }
        catch (ObjectDisposedException ex)
        {
            Lose(ex);
        }

        return 0;
    }

    private void Keep(Part part)
    {
        (waiting ??= new()).Enqueue(part);
        if (isSending)
            return;

        isSending = true;
        _ = SendWaitingAsync();
    }

    private async Task SendWaitingAsync()
    {
        await Task.Yield();
        var parts = new List<Part>();
        var bytes = new List<ArraySegment<byte>>();
        while (Take(parts, bytes))
        {
            try
            {
                var sending = socket.SendAsync(bytes, SocketFlags.None);
                if (await sending.WaitAsync(WriteTimeout) != bytes.Sum(part => part.Count))
                    throw new IOException("The socket took a part only.");
            }
            catch (Exception ex)
            {
                // Whatever it is: what cannot be written to ends, and resumes from the log.
                parts.ForEach(part => part.Written?.TrySetException(Dropped()));
                Drop(ex is TimeoutException ? null : ex);
                return;
            }

            parts.ForEach(part => part.Written?.TrySetResult());
        }
    }

    /// <summary>Takes what is to leave in the next write, and counts what has left in the last one.</summary>
    /// <returns>False when there is nothing: whoever writes next may send by themselves.</returns>
    private bool Take(List<Part> parts, List<ArraySegment<byte>> bytes)
    {
        lock (Gate)
        {
            waitingMessages -= parts.Sum(part => part.Messages);
            parts.Clear();
            bytes.Clear();
            for (var left = MaxBytesInWrite; left > 0 && bytes.Count < MaxPartsInWrite; )
            {
                if (waiting?.TryPeek(out var part) != true)
                    break;

                var rest = part!.Bytes[takenOfFirst..];
                if (rest.Count > left)
                {
                    bytes.Add(rest[..left]);
                    takenOfFirst += left;
                    break;
                }

                bytes.Add(rest);
                parts.Add(waiting.Dequeue());
                left -= rest.Count;
                takenOfFirst = 0;
            }

            if (waiting is { Count: 0 })
                waiting = null;
            return isSending = bytes.Count > 0 && !IsLost;
        }
    }

    private sealed record Part(ArraySegment<byte> Bytes, int Messages, TaskCompletionSource? Written);
}
