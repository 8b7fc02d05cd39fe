using System.Buffers;

namespace UpperBack.Live.Sending;

/// <summary>What lies under SignalR's WebSocket: it reads from the connection, and what it writes goes to the
/// connection's <see cref="SocketOutput"/> as whole messages, so that nothing comes between the frames of
/// one.</summary>
/// <param name="connection">The upgraded connection.</param>
/// <param name="output">The one that writes to its socket.</param>
internal sealed class MessageStream(Stream connection, SocketOutput output) : Stream
{
    // Rented from the first frame of a long message to its last; most messages are one frame.
    private byte[]? unfinished;
    private int length;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <remarks>The WebSocket reads on when it has what was read before: so that is when the client was
    /// heard.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        output.Heard();
        return connection.ReadAsync(buffer, ct);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) =>
        ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();

    /// <inheritdoc/>
    /// <exception cref="IOException">The connection was dropped.</exception>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct = default)
    {
        if (unfinished is null && ServerFrames.FindMessage(buffer.Span, out var kind) == buffer.Length)
            return new ValueTask(output.WriteOwnAsync(buffer.Span, kind));

        Collect(buffer.Span);
        return new ValueTask(WriteFinishedAsync());
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken ct) =>
        WriteAsync(buffer.AsMemory(offset, count), ct).AsTask();

    public override Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        output.Closed();
        if (disposing)
            connection.Dispose();
        base.Dispose(disposing);
    }

    private void Collect(ReadOnlySpan<byte> bytes)
    {
        if (unfinished is null || unfinished.Length < length + bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * (length + bytes.Length));
            unfinished.AsSpan(0, length).CopyTo(larger);
            Release();
            unfinished = larger;
        }

        bytes.CopyTo(unfinished.AsSpan(length));
        length += bytes.Length;
    }

    private Task WriteFinishedAsync()
    {
        var collected = unfinished.AsSpan(0, length);
        var finished = ServerFrames.FindMessage(collected, out var kind);
        if (finished == 0)
            return Task.CompletedTask;

        var written = output.WriteOwnAsync(collected[..finished], kind);
        if (finished < length)
        {
            collected[finished..].CopyTo(collected);
            length -= finished;
            return Task.WhenAll(written, WriteFinishedAsync());
        }

        Release();
        length = 0;
        return written;
    }

    private void Release()
    {
        if (unfinished is not null)
            ArrayPool<byte>.Shared.Return(unfinished);
        unfinished = null;
    }
}
