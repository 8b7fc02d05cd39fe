using System.Buffers;

namespace UpperBack.Live.Sending;

/// <summary>What lies under SignalR's WebSocket: it reads from the connection, and what it writes goes to the
/// connection's <see cref="SocketOutput"/> as whole messages, so that nothing comes between the frames of one.</summary>
/// <param name="connection">The upgraded connection.</param>
/// <param name="output">The one that writes to its socket.</param>
internal sealed class MessageStream(Stream connection, SocketOutput output) : Stream
{
    private readonly ArrayBufferWriter<byte> unfinished = new();

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
        if (unfinished.WrittenCount == 0 && ServerFrames.FindMessage(buffer.Span, out var kind) == buffer.Length)
            return new ValueTask(output.WriteOwnAsync(buffer.Span, kind));

        unfinished.Write(buffer.Span);
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

    private Task WriteFinishedAsync()
    {
        var finished = ServerFrames.FindMessage(unfinished.WrittenSpan, out var kind);
        if (finished == 0)
            return Task.CompletedTask;

        var written = output.WriteOwnAsync(unfinished.WrittenSpan[..finished], kind);
        var rest = unfinished.WrittenSpan[finished..].ToArray();
        unfinished.ResetWrittenCount();
        if (rest.Length == 0)
            return written;

        unfinished.Write(rest);
        return Task.WhenAll(written, WriteFinishedAsync());
    }
}
