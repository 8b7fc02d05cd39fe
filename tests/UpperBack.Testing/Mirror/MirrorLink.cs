using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using UpperBack.Contracts.Live;
using UpperBack.Kernel.Http;

namespace UpperBack.Testing.Mirror;

/// <summary>A connection to the mirror that writes down everything it is told; what it says is up to the test, however
/// wrong.</summary>
public sealed class MirrorLink : IAsyncDisposable
{
    private const int ReceiveBuffer = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Json = JsonSetup.Configure(new JsonSerializerOptions());

    private readonly ClientWebSocket socket;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationToken ended;
    private readonly Action<MirrorServerMessage>? onText;
    private readonly Action<byte[]>? onPicture;
    private volatile TaskCompletionSource? reading;
    private int disposed;
    private Task receiving = Task.CompletedTask;

    private MirrorLink(ClientWebSocket socket, Action<MirrorServerMessage>? onText, Action<byte[]>? onPicture)
    {
        (this.socket, this.onText, this.onPicture) = (socket, onText, onPicture);
        ended = ending.Token;
    }

    /// <summary>Texts in the order they came.</summary>
    public ConcurrentQueue<MirrorServerMessage> Texts { get; } = new();

    /// <summary>Bytes of pictures that came.</summary>
    public long PictureBytes { get; private set; }

    /// <summary>When the last picture came, by <see cref="Stopwatch.GetTimestamp"/>; 0 before the first.</summary>
    public long LastPictureAt { get; private set; }

    /// <summary>Why it was ended, once it was.</summary>
    public MirrorEnded? Ended { get; private set; }

    /// <summary>True when the connection is over, however.</summary>
    public bool IsClosed => receiving.IsCompleted;

    /// <summary>Connects.</summary>
    /// <param name="address">Of a node or a proxy.</param>
    /// <param name="member">Who.</param>
    /// <param name="session">Which class.</param>
    /// <param name="onText">Called with each text, in order.</param>
    /// <param name="onPicture">Called with each binary message, in order.</param>
    public static async Task<MirrorLink> ConnectAsync(
        Uri address,
        TestMember member,
        SessionId session,
        Action<MirrorServerMessage>? onText = null,
        Action<byte[]>? onPicture = null
    )
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {member.Token}");

        // The kernel of a device far away does not keep megabytes for a page that does not read.
        using var http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, ct) =>
                {
                    var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp)
                    {
                        NoDelay = true,
                        ReceiveBufferSize = ReceiveBuffer,
                    };
                    await tcp.ConnectAsync(context.DnsEndPoint, ct);
                    return new NetworkStream(tcp, ownsSocket: true);
                },
            }
        );
        var link = new MirrorLink(socket, onText, onPicture);
        try
        {
            using var limit = new CancellationTokenSource(Machine.Allow(Timeout));
            var scheme = address.Scheme == "https" ? "wss" : "ws";
            await socket.ConnectAsync(
                new Uri($"{scheme}://{address.Authority}/hubs/mirror/{session}"),
                http,
                limit.Token
            );
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }

        link.receiving = link.ReceiveAllAsync();
        return link;
    }

    /// <summary>The last text of a kind; null when none came.</summary>
    public TText? Last<TText>()
        where TText : MirrorServerMessage => Texts.OfType<TText>().LastOrDefault();

    public Task SendAsync(MirrorClientMessage message) => SendTextAsync(JsonSerializer.Serialize(message, Json));

    public Task SendTextAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendBinaryAsync(byte[] bytes) => SendAsync(bytes, WebSocketMessageType.Binary);

    /// <summary>Reads nothing until <see cref="ReadOn"/>.</summary>
    public void StopReading() =>
        reading ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads again.</summary>
    public void ReadOn()
    {
        var stopped = reading;
        reading = null;
        stopped?.TrySetResult();
    }

    /// <summary>Waits until it is told that it is over, and why.</summary>
    /// <returns>The code.</returns>
    public async Task<string> EndAsync()
    {
        await Eventually.Is(() => Ended is not null);
        return Ended!.Code;
    }

    /// <summary>Breaks the connection off: nobody says good-bye.</summary>
    public void Break() => socket.Abort();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;

        ReadOn();
        if (socket.State == WebSocketState.Open)
        {
            try
            {
                using var limit = new CancellationTokenSource(Machine.Allow(TimeSpan.FromSeconds(3)));
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
                await receiving.WaitAsync(limit.Token);
            }
            catch (Exception ex) when (ex is WebSocketException or OperationCanceledException)
            {
                // It is gone either way.
            }
        }

        await ending.CancelAsync();
        await receiving;
        socket.Dispose();
        ending.Dispose();
    }

    private async Task SendAsync(byte[] bytes, WebSocketMessageType type)
    {
        try
        {
            await writing.WaitAsync(ended);
            try
            {
                await socket.SendAsync(bytes, type, endOfMessage: true, ended);
            }
            finally
            {
                writing.Release();
            }
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is closed: what came before says why.
        }
    }

    private async Task ReceiveAllAsync()
    {
        var buffer = new byte[128 * 1024];
        try
        {
            while (true)
            {
                if (reading is { } stopped)
                    await stopped.Task;
                var (type, length) = await ReceiveAsync(buffer);
                if (type == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ended);
                    return;
                }

                if (type == WebSocketMessageType.Text)
                    Hear(JsonSerializer.Deserialize<MirrorServerMessage>(buffer.AsSpan(0, length), Json)!);
                else
                    See(buffer[..length]);
            }
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task<(WebSocketMessageType Type, int Length)> ReceiveAsync(byte[] buffer)
    {
        for (var filled = 0; ; )
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(filled), ended);
            filled += received.Count;
            if (received.EndOfMessage || received.MessageType == WebSocketMessageType.Close)
                return (received.MessageType, filled);
        }
    }

    private void Hear(MirrorServerMessage text)
    {
        Texts.Enqueue(text);
        if (text is MirrorEnded why)
            Ended = why;
        onText?.Invoke(text);
    }

    private void See(byte[] picture)
    {
        PictureBytes += picture.Length;
        LastPictureAt = Stopwatch.GetTimestamp();
        onPicture?.Invoke(picture);
    }
}
