using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Contracts.Live;
using UpperBack.Live.Sending;

namespace UpperBack.Live.Tests;

/// <summary>Both ends of one connection: an output on the server's socket with SignalR's WebSocket above it, and a
/// client's WebSocket that refuses whatever is not one.</summary>
internal sealed class SocketPair : IDisposable
{
    private const int BufferBytes = 8 * 1024;

    private SocketPair(Socket server, Socket client, int maxWaiting)
    {
        Client = client;
        var stream = new NetworkStream(server);
        server.Blocking = false;
        Output = new SocketOutput(
            server,
            () =>
            {
                Interlocked.Increment(ref closings);
                server.Close();
            },
            maxWaiting
        );
        ServerSocket = WebSocket.CreateFromStream(
            new MessageStream(stream, Output),
            new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero }
        );
        ClientSocket = WebSocket.CreateFromStream(
            new NetworkStream(client),
            new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero }
        );
    }

    private readonly MessageBatch keepAlive = new([LiveMessage.KeepAlive()]);
    private int closings;

    public SocketOutput Output { get; }

    /// <summary>How often the output closed the connection.</summary>
    public int Closings => Volatile.Read(ref closings);

    /// <summary>What SignalR writes to.</summary>
    public WebSocket ServerSocket { get; }

    public WebSocket ClientSocket { get; }

    public Socket Client { get; }

    /// <summary>Connects over loopback, with buffers that are soon full.</summary>
    public static async Task<SocketPair> ConnectAsync(
        int maxWaiting = int.MaxValue,
        IHubProtocol? protocol = null,
        Action<Exception?>? lost = null,
        bool greet = true
    )
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = BufferBytes };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = BufferBytes };
        await client.ConnectAsync(listener.LocalEndPoint!);
        var pair = new SocketPair(await listener.AcceptAsync(), client, maxWaiting);
        pair.Output.Open(protocol ?? new JsonHubProtocol(), lost ?? (_ => { }));
        if (greet)
            await pair.GreetAsync();
        return pair;
    }

    /// <summary>What SignalR answers to a client's handshake.</summary>
    public Task GreetAsync() => SendOwnAsync("{}\u001e");

    public Task SendOwnAsync(string text, bool isLast = true) =>
        ServerSocket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, isLast, default);

    /// <summary>A round of a second, or a late one.</summary>
    public bool CountSilence(int seconds = 1) => Output.CountSilence(keepAlive, seconds);

    /// <summary>A message that says its number, and is as long as it is told to be.</summary>
    public static LiveMessage Message(string number, int length = 0) =>
        LiveMessage.Of(client => client.Resync(new ResyncNotice(default, number + new string('.', length))));

    /// <summary>The next message: its number, or the text of what SignalR sent.</summary>
    public async Task<string> ReadAsync(int pauseEveryBytes = int.MaxValue)
    {
        var (text, buffer, sincePause) = (new StringBuilder(), new byte[4096], 0);
        while (true)
        {
            var part = await ClientSocket.ReceiveAsync(buffer, default).WaitAsync(TimeSpan.FromSeconds(60));
            if (part.MessageType == WebSocketMessageType.Close)
                return "closed";

            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if ((sincePause += part.Count) > pauseEveryBytes)
            {
                sincePause = 0;
                await Task.Delay(1);
            }

            if (!part.EndOfMessage)
                continue;

            var json = text.ToString().TrimEnd('\u001e');
            using var read = JsonDocument.Parse(json);
            return read.RootElement.TryGetProperty("arguments", out var arguments)
                ? arguments[0].GetProperty("reason").GetString()!.TrimEnd('.')
                : json;
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        ClientSocket.Dispose();
        ServerSocket.Dispose();
    }
}
