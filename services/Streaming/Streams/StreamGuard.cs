using UpperBack.Infrastructure.Data;

namespace UpperBack.Streaming.Streams;

/// <summary>A stream's state and its running encoder session, which anybody may read. They change only through what
/// <see cref="LockAsync"/> gives back; a state is in SQL before it counts.</summary>
/// <param name="sessionId">Whose stream.</param>
/// <param name="stored">The state that SQL has.</param>
/// <param name="parts">What every stream needs.</param>
/// <param name="changed">Called after each change of the state.</param>
internal sealed class StreamGuard(SessionId sessionId, StreamState stored, StreamParts parts, Action changed)
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile StreamState state = stored;
    private volatile EncoderSession? running;

    public StreamState State => state;

    /// <summary>The encoder session that runs now, or null.</summary>
    public EncoderSession? Running => running;

    /// <summary>Waits for the lock; whoever gets it disposes it.</summary>
    public async Task<Locked> LockAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        return new Locked(this);
    }

    private async Task ChangeAsync(
        Func<StreamState, StreamState> change,
        Func<UnitOfWork, Task>? also,
        CancellationToken ct
    )
    {
        var (before, next) = (state, change(state));
        if (next == before)
            return;

        await StreamRows.SaveAsync(parts.Database, sessionId, before, next, also, ct);
        state = next;
        if (before.Status != next.Status)
            parts.Log.StatusChanged(sessionId.Value, next.Status);
        changed();
    }

    /// <summary>The right to change what is guarded, until it is disposed.</summary>
    internal sealed class Locked(StreamGuard guard) : IDisposable
    {
        /// <summary>The encoder session that runs now, or null.</summary>
        public EncoderSession? Running
        {
            get => guard.running;
            set => guard.running = value;
        }

        /// <summary>Changes the state: rows first, with whatever else must change with them.</summary>
        public Task ChangeAsync(
            Func<StreamState, StreamState> change,
            CancellationToken ct,
            Func<UnitOfWork, Task>? also = null
        ) => guard.ChangeAsync(change, also, ct);

        public void Dispose() => guard.gate.Release();
    }
}
