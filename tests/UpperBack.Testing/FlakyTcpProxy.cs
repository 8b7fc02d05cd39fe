using System.Collections.Concurrent;
using System.Net.Sockets;

namespace UpperBack.Testing;

/// <summary>A wire to a server that can be cut or stalled: whoever connects to it reaches the server, until it is cut
/// and again once it is mended. Stalled it stands, but nothing moves on it: the client behind it has frozen, as far as
/// the server can tell.</summary>
public sealed class FlakyTcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private readonly ConcurrentDictionary<TcpClient, bool> ends = new();
    private readonly Uri server;
    private readonly Task accepting;
    private volatile bool isCut;
    private volatile TaskCompletionSource moving = Open();

    /// <summary>A whole wire to a server.</summary>
    public FlakyTcpProxy(Uri server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Its other end.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Every connection breaks off, and none comes about.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (var end in ends.Keys)
            end.Close();
    }

    /// <summary>Nothing moves any more, in either direction; connections stand.</summary>
    public void Stall() => moving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Connections come about again, and what was stalled moves on.</summary>
    public void Mend()
    {
        isCut = false;
        moving.TrySetResult();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        Mend();
        listener.Stop();
        Cut();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await listener.AcceptTcpClientAsync(stopped.Token);
            if (isCut)
                near.Close();
            else
                _ = JoinAsync(near);
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        using var far = new TcpClient();
        ends[near] = ends[far] = true;
        try
        {
            await far.ConnectAsync(server.Host, server.Port);
            await Task.WhenAny(
                PumpAsync(near.GetStream(), far.GetStream()),
                PumpAsync(far.GetStream(), near.GetStream())
            );
        }
        catch (Exception broken)
            when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException) { }
        finally
        {
            ends.TryRemove(near, out _);
            ends.TryRemove(far, out _);
            near.Close();
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            await moving.Task;
            var read = await from.ReadAsync(buffer);
            if (read == 0)
                return;
            await moving.Task;
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
