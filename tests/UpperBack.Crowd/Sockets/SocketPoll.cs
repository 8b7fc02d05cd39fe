using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace UpperBack.Crowd.Sockets;

/// <summary>Linux's epoll: which of very many sockets can be read. One thread asks it and reads them all, which costs a
/// tenth of a task for each socket, so that a crowd leaves the machine to the server that is measured.</summary>
internal sealed class SocketPoll : IDisposable
{
    private const int MaxAtOnce = 256;
    private const int Add = 1;
    private const int Remove = 2;
    private const int Modify = 3;
    private const uint Readable = 1;
    private const uint Writable = 4;

    // struct epoll_event is packed on x86-64 alone.
    private static readonly int DataAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataAt + 8;

    private readonly int epoll = Create(0);
    private readonly byte[] events = new byte[MaxAtOnce * EventSize];

    /// <summary>Watches a socket that is being connected.</summary>
    /// <param name="socket">Which.</param>
    /// <param name="index">What it is called in <see cref="IndexAt"/>.</param>
    public void WatchConnecting(Socket socket, int index) => Control(Add, socket, index, Readable | Writable);

    /// <summary>Watches it for what it receives, now that it is connected.</summary>
    public void WatchReading(Socket socket, int index) => Control(Modify, socket, index, Readable);

    /// <summary>Never reads it again.</summary>
    public void Forget(Socket socket) => Control(Remove, socket, 0, 0);

    /// <summary>Waits until something can be read.</summary>
    /// <returns>Of how many sockets; see <see cref="IndexAt"/>.</returns>
    public int Wait(TimeSpan most) => Math.Max(0, Wait(epoll, events, MaxAtOnce, (int)most.TotalMilliseconds));

    /// <summary>Which socket the last wait found in a place.</summary>
    public int IndexAt(int place) =>
        BinaryPrimitives.ReadInt32LittleEndian(events.AsSpan((place * EventSize) + DataAt));

    /// <inheritdoc/>
    public void Dispose() => _ = Close(epoll);

    private void Control(int operation, Socket socket, int index, uint wanted)
    {
        var change = new byte[EventSize];
        BinaryPrimitives.WriteUInt32LittleEndian(change, wanted);
        BinaryPrimitives.WriteInt32LittleEndian(change.AsSpan(DataAt), index);
        if (Control(epoll, operation, (int)socket.Handle, change) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "epoll_create1")]
    private static extern int Create(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static extern int Control(int epoll, int operation, int socket, byte[] change);

    [DllImport("libc", EntryPoint = "epoll_wait")]
    private static extern int Wait(int epoll, [In, Out] byte[] events, int most, int milliseconds);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int epoll);
}
