using System.Net.WebSockets;
using System.Text.Json;

namespace UpperBack.Live.Mirror;

/// <summary>One connection to the mirror, as far as it is written to. Nothing queues here: a state that changed is
/// marked as due and written as it is when its turn comes, and pictures wait in a <see cref="MirrorQueue"/>. Whoever
/// has something to send wakes it, and writes as far as the socket takes it at once; what is left goes on by
/// itself.</summary>
internal abstract class MirrorSocket : IDisposable
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int SendingWithMore = 2;

    // Who does not even take that it is over may have pictures on the way that it must not see any more.
    private static readonly TimeSpan LastWordTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly WebSocket socket;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long cutOffAtTicks;
    private int state;
    private MirrorEnded? ended;
    private volatile bool isEnding;
    private volatile bool isOver;

    /// <param name="socket">Written to by nobody else.</param>
    /// <param name="member">Whose.</param>
    /// <param name="displayName">Their name.</param>
    /// <param name="publicKey">What keys are wrapped for, or with.</param>
    /// <param name="clock">Timers go by it.</param>
    protected MirrorSocket(WebSocket socket, MemberId member, string displayName, string publicKey, TimeProvider clock)
    {
        this.socket = socket;
        this.clock = clock;
        (Member, DisplayName, PublicKey) = (member, displayName, publicKey);
        timer = clock.CreateTimer(OnTimer, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public MemberId Member { get; }

    public string PublicKey { get; }

    /// <summary>Changed under the class's lock.</summary>
    public string DisplayName { get; set; }

    /// <summary>True once it is told that it is over, or closed: nothing it says counts any more.</summary>
    public bool IsEnding => isEnding;

    /// <summary>True while something is being written.</summary>
    public bool IsSending => Volatile.Read(ref state) != Idle;

    /// <summary>A clock that never goes back.</summary>
    protected TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>There may be something to send. It never waits.</summary>
    public void Wake()
    {
        while (true)
        {
            switch (Volatile.Read(ref state))
            {
                case Idle when Interlocked.CompareExchange(ref state, Sending, Idle) == Idle:
                    _ = SendAllAsync();
                    return;
                case Sending when Interlocked.CompareExchange(ref state, SendingWithMore, Sending) == Sending:
                case SendingWithMore:
                    return;
            }
        }
    }

    /// <summary>Says why it is over, once, and closes. A client that does not take even that is cut off.</summary>
    public void End(Problem why)
    {
        Interlocked.CompareExchange(ref ended, new MirrorEnded(why.Code.Code, why.Detail, why.Code.Retryable), null);
        Close();
    }

    /// <summary>Closes, and returns when that is over.</summary>
    public Task CloseAsync()
    {
        Close();
        return finished.Task;
    }

    public void Dispose() => timer.Dispose();

    /// <summary>Takes what is to be sent next; called by one at a time.</summary>
    /// <returns>False when there is nothing.</returns>
    protected abstract bool TryNext(out MirrorOutput output);

    /// <summary>A picture has been given to the socket.</summary>
    protected virtual void Sent(MirrorPicture picture) { }

    /// <summary>Nothing more will be sent: what waits is let go.</summary>
    protected abstract void Forget();

    /// <summary>Wakes it later.</summary>
    protected void WakeIn(TimeSpan delay)
    {
        if (!isEnding)
            timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    protected static byte[] Write(MirrorServerMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(message, LiveJson.Options);

    private void Close()
    {
        if (isEnding)
            return;

        Volatile.Write(ref cutOffAtTicks, (Now + LastWordTimeout).Ticks);
        isEnding = true;
        CutOffIn(LastWordTimeout);
        Wake();
    }

    private void CutOffIn(TimeSpan delay)
    {
        Volatile.Write(ref cutOffAtTicks, (Now + delay).Ticks);
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer(object? _)
    {
        var left = TimeSpan.FromTicks(Volatile.Read(ref cutOffAtTicks)) - Now;
        if (!isEnding)
            Wake();
        else if (left > TimeSpan.Zero)
            timer.Change(left, Timeout.InfiniteTimeSpan);
        else
            Over();
    }

    private async Task SendAllAsync()
    {
        try
        {
            do
            {
                Volatile.Write(ref state, Sending);
                while (!isEnding && TryNext(out var output))
                    await SendAsync(output);
                if (isEnding)
                {
                    await FinishAsync();
                    return;
                }
            } while (Interlocked.CompareExchange(ref state, Idle, Sending) != Sending);
        }
        catch (Exception ex)
            when (ex is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The connection was lost; whoever reads it learns of that as well. It stays as if it were sending, so
            // that nobody tries again.
            isEnding = true;
            Over();
        }
    }

    private async ValueTask SendAsync(MirrorOutput output)
    {
        try
        {
            await socket.SendAsync(
                output.Message,
                output.Picture is null ? WebSocketMessageType.Text : WebSocketMessageType.Binary,
                WebSocketMessageFlags.EndOfMessage | WebSocketMessageFlags.DisableCompression,
                CancellationToken.None
            );
            if (output.Picture is not null)
                Sent(output.Picture);
        }
        finally
        {
            output.Picture?.Release();
        }
    }

    private async Task FinishAsync()
    {
        Forget();
        if (ended is not null)
            await SendAsync(new MirrorOutput(Write(ended), null));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        CutOffIn(CloseTimeout);
        finished.TrySetResult();
    }

    /// <summary>Whoever does not close in time, or is gone, is cut off.</summary>
    private void Over()
    {
        if (isOver)
            return;

        isOver = true;
        socket.Abort();
        Forget();
        finished.TrySetResult();
    }
}

/// <summary>A message to be sent.</summary>
/// <param name="Message">Its bytes.</param>
/// <param name="Picture">Whose bytes they are, held for this; null for text.</param>
internal readonly record struct MirrorOutput(ReadOnlyMemory<byte> Message, MirrorPicture? Picture);
