using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace UpperBack.Live.Sending;

/// <summary>A connection of the server that somebody else can go on with. The server ends it when the request that it
/// carries has ended, and forgets all that belongs to the request; then it is not closed but handed over, with what the
/// client wrote meanwhile.</summary>
internal sealed class DetachableConnection : ConnectionContext, IThreadPoolWorkItem
{
    private readonly ConnectionContext inner;
    private List<IDisposable>? held;
    private Func<ConnectionContext, Task>? next;

    /// <param name="inner">The transport's; this is kept among its features.</param>
    public DetachableConnection(ConnectionContext inner)
    {
        this.inner = inner;
        Transport = new Pipes(inner.Transport, this);
        inner.Features.Set(this);
    }

    /// <summary>True when somebody else goes on with it.</summary>
    public bool IsDetached => next is not null;

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId
    {
        get => inner.ConnectionId;
        set => inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => inner.Items;
        set => inner.Items = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => inner.ConnectionClosed;
        set => inner.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => inner.LocalEndPoint;
        set => inner.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => inner.RemoteEndPoint;
        set => inner.RemoteEndPoint = value;
    }

    /// <summary>Holds something while a request is served, and while whoever goes on with its connection does
    /// so.</summary>
    /// <param name="context">The request.</param>
    /// <param name="holding">Disposed in the end.</param>
    /// <param name="serve">Serves the request.</param>
    public static async Task ServeHoldingAsync(HttpContext context, IDisposable holding, RequestDelegate serve)
    {
        var isKept = false;
        try
        {
            await serve(context);
            if (context.Features.Get<DetachableConnection>() is { IsDetached: true } connection)
            {
                (connection.held ??= new(2)).Add(holding);
                isKept = true;
            }
        }
        finally
        {
            if (!isKept)
                holding.Dispose();
        }
    }

    /// <summary>Hands the connection over as soon as its request has ended. Whoever goes on must know nothing of the
    /// request.</summary>
    /// <param name="goOn">Given the transport's connection, which is closed when this has ended.</param>
    public void Detach(Func<ConnectionContext, Task> goOn) => next = goOn;

    public override void Abort(ConnectionAbortedException abortReason) => inner.Abort(abortReason);

    public override void Abort() => inner.Abort();

    /// <summary>The server's part has ended.</summary>
    public override ValueTask DisposeAsync()
    {
        if (!IsDetached)
            return inner.DisposeAsync();

        // On the pool, so that nothing of the request's execution context is kept.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return ValueTask.CompletedTask;
    }

    void IThreadPoolWorkItem.Execute() => _ = GoOnAsync(inner, next!, held ?? []);

    private static async Task GoOnAsync(
        ConnectionContext connection,
        Func<ConnectionContext, Task> goOn,
        List<IDisposable> held
    )
    {
        try
        {
            // The server's own, through which everything of the request would be kept.
            foreach (var (type, feature) in connection.Features.ToArray())
            {
                if (!ReferenceEquals(feature, connection))
                    connection.Features[type] = null;
            }

            await goOn(connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            held.ForEach(one => one.Dispose());
            await connection.DisposeAsync();
        }
    }

    private sealed class Pipes(IDuplexPipe inner, DetachableConnection connection) : IDuplexPipe
    {
        public PipeReader Input { get; } = new Reader(inner.Input, connection);

        public PipeWriter Output { get; } = new Writer(inner.Output, connection);
    }

    /// <summary>The server completes what it read from, unless another reads on.</summary>
    private sealed class Reader(PipeReader inner, DetachableConnection connection) : PipeReader
    {
        public override ValueTask<ReadResult> ReadAsync(CancellationToken ct = default) => inner.ReadAsync(ct);

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) =>
            inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null)
        {
            if (!connection.IsDetached)
                inner.Complete(exception);
        }

        protected override ValueTask<ReadResult> ReadAtLeastAsyncCore(int minimumSize, CancellationToken ct) =>
            inner.ReadAtLeastAsync(minimumSize, ct);
    }

    /// <summary>The same for what it wrote to: completed, the transport would close the socket.</summary>
    private sealed class Writer(PipeWriter inner, DetachableConnection connection) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken ct = default) => inner.FlushAsync(ct);

        public override ValueTask<FlushResult> WriteAsync(
            ReadOnlyMemory<byte> source,
            CancellationToken ct = default
        ) => inner.WriteAsync(source, ct);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null)
        {
            if (!connection.IsDetached)
                inner.Complete(exception);
        }
    }
}
