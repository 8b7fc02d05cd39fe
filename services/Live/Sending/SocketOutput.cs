using System.Net.Sockets;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace UpperBack.Live.Sending;

/// <summary>Writes to a connection's socket itself: what is sent to a room as the same frames for all, and between
/// them, whole, what SignalR's WebSocket writes. The kernel takes a frame at once or what it does not take waits here,
/// bounded; then one sender at a time awaits the socket, and what waits leaves in one write.</summary>
/// <param name="socket">Connected, not blocking, without TLS, and written to by nobody else from now on.</param>
/// <param name="close">Closes the connection at once.</param>
/// <param name="maxWaiting">Messages that may wait.</param>
internal sealed class SocketOutput(Socket socket, Action close, int maxWaiting) : ConnectionOutput
{
    // mutation slow-reader: private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    // In rounds of a second. A web client speaks every 10 s, other stock clients every 15.
    private const int SilenceBeforePing = 11;
    private const int PingInterval = 2;

    // mutation presence-frozen: private const int MaxSilence = 300;
    // mutation slow-reader: private const int MaxSilence = 300;
    private const int MaxSilence = 15;

    private IHubProtocol? protocol;
    private Action<Exception?>? lost;

    private readonly HeldMessages held = new();
    private Backlog? backlog;
    private bool isSendingBacklog;
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
    /// <returns>When the kernel has all of it; fails with an <see cref="IOException"/> when the connection was
    /// dropped.</returns>
    public Task WriteOwnAsync(ReadOnlySpan<byte> frames, FrameKind kind)
    {
        Task written;
        lock (Gate)
        {
            written = WriteOwn(frames);
            if (kind == FrameKind.Data)
                Release(held.TakeAfter(frames, protocol));

            // Nothing may follow the frame that closes.
            if (kind == FrameKind.Close)
                End();
        }

        ReportLoss();
        return written;
    }

    public override void HoldForAnswer()
    {
        lock (Gate)
            held.HoldForAnswer();
    }

    public override void AnswerComes()
    {
        lock (Gate)
            held.AnswerComes();
    }

    /// <summary>Something was heard of the client.</summary>
    public void Heard() => Volatile.Write(ref silence, 0);

    /// <summary>The connection is closed.</summary>
    public void Closed() => isClosed = true;

    /// <summary>Called every second: pings a client that says nothing, and drops one that does not answer.</summary>
    /// <returns>False when the connection is closed.</returns>
    public bool CountSilence()
    {
        lock (Gate)
            Release(held.TakeOverdue());
        ReportLoss();

        // That what waits leaves is awaited already, and no ping goes by it.
        if (Volatile.Read(ref isSendingBacklog))
            Heard();
        var seconds = Interlocked.Increment(ref silence);
        if (seconds > MaxSilence)
            Drop(new TimeoutException("Nothing was heard of the client, nor an answer to pings."));
        else if (seconds >= SilenceBeforePing && (seconds - SilenceBeforePing) % PingInterval == 0)
            Ping();
        return !isClosed && !IsLost;
    }

    protected override void Write(MessageBatch batch)
    {
        if (held.Holds)
        {
            held.Add(batch);
            if (held.Count > maxWaiting)
                Lose(null);
            return;
        }

        var frames = batch.FramesFor(protocol!);
        var sent = TrySend(frames);
        if (sent == frames.Length || IsLost)
            return;

        Keep(new ArraySegment<byte>(frames, sent, frames.Length - sent), batch.Messages.Count);
        if (backlog!.Messages > maxWaiting)
            Lose(null);
    }

    protected override void Finish()
    {
        if (!IsLost)
            return;

        backlog?.Fail(Dropped());
        held.Take();
        backlog = null;
    }

    protected override void Close(Exception? reason)
    {
        lost?.Invoke(reason);
        close();
    }

    private static IOException Dropped() => new("The connection was dropped: it could not be written to in time.");

    private void Release(IReadOnlyList<MessageBatch> taken)
    {
        foreach (var batch in taken)
        {
            if (!HasEnded)
                Write(batch);
        }
    }

    private Task WriteOwn(ReadOnlySpan<byte> frames)
    {
        var sent = TrySend(frames);
        if (IsLost)
            return Task.FromException(Dropped());
        if (sent == frames.Length)
            return Task.CompletedTask;

        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Keep(frames[sent..].ToArray(), messages: 0, written);
        return written.Task;
    }

    private void Ping()
    {
        lock (Gate)
        {
            // When something waits, that it leaves is awaited already.
            ReadOnlySpan<byte> ping = [ServerFrames.FinalPing, 0];
            if (HasEnded || isSendingBacklog)
                return;

            var sent = TrySend(ping);
            if (sent < ping.Length && !IsLost)
                Keep(ping[sent..].ToArray(), messages: 0);
        }

        ReportLoss();
    }

    /// <summary>Gives the kernel what it takes at once, when nothing waits before it.</summary>
    /// <returns>How many bytes those were.</returns>
    private int TrySend(ReadOnlySpan<byte> frames)
    {
        if (IsLost || isSendingBacklog)
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

    private void Keep(ArraySegment<byte> rest, int messages, TaskCompletionSource? written = null)
    {
        (backlog ??= new Backlog()).Add(rest, messages, written);
        if (isSendingBacklog)
            return;

        isSendingBacklog = true;
        _ = SendBacklogAsync();
    }

    private async Task SendBacklogAsync()
    {
        await Task.Yield();
        var write = new BacklogWrite();
        while (Take(write))
        {
            try
            {
                if (await socket.SendAsync(write.Segments, SocketFlags.None).WaitAsync(WriteTimeout) != write.Bytes)
                    throw new IOException("The socket took a part only.");
            }
            catch (Exception ex)
            {
                // Whatever it is: what cannot be written to ends, and resumes from the log.
                write.Finishing.ForEach(written => written.TrySetException(Dropped()));
                Drop(ex is TimeoutException ? null : ex);
                return;
            }

            write.Finishing.ForEach(written => written.TrySetResult());
        }
    }

    /// <summary>Takes what is to leave in the next write.</summary>
    /// <returns>False when there is nothing: whoever writes next may give it to the kernel.</returns>
    private bool Take(BacklogWrite write)
    {
        lock (Gate)
        {
            write.Clear();
            backlog?.Take(write);
            isSendingBacklog = write.Segments.Count > 0;
            if (!isSendingBacklog)
                backlog = null;
            return isSendingBacklog;
        }
    }
}
