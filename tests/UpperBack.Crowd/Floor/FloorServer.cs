using System.Buffers.Binary;
using System.Net.Sockets;

namespace UpperBack.Crowd.Floor;

/// <summary>The least that a server can do to tell everybody something: one thread, and one call of the kernel for each
/// socket. It knows no rooms, checks nothing and stores nothing. A machine that is slow, or busy, is so for it, too:
/// what the platform costs is said in multiples of it.</summary>
internal static class FloorServer
{
    /// <summary>On the command line, instead of a plan.</summary>
    public const string Switch = "--floor-server";

    private const int Backlog = 4096;

    private static readonly TimeSpan ToTheFirst = TimeSpan.FromSeconds(30);

    /// <summary>Tells its port on the console, and serves until the first who came is gone.</summary>
    public static void Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Backlog);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        if (!listener.Poll(ToTheFirst, SelectMode.SelectRead))
            return;

        var everybody = new List<Socket>();
        var leader = Accept(listener, everybody);
        new Thread(() =>
        {
            while (true)
                Accept(listener, everybody);
        })
        {
            IsBackground = true,
        }.Start();

        var message = new byte[1 << 20];
        while (TryRead(leader, message, 4))
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(message);
            if (!TryRead(leader, message.AsSpan(4, length - 4), length - 4))
                return;
            lock (everybody)
                everybody.RemoveAll(one => !CanSend(one, message.AsSpan(0, length)));
        }
    }

    private static Socket Accept(Socket listener, List<Socket> everybody)
    {
        var one = listener.Accept();
        one.NoDelay = true;
        lock (everybody)
            everybody.Add(one);
        CanSend(one, "+"u8);
        return one;
    }

    private static bool CanSend(Socket one, ReadOnlySpan<byte> bytes) =>
        one.Send(bytes, SocketFlags.None, out _) == bytes.Length;

    private static bool TryRead(Socket from, Span<byte> into, int length)
    {
        for (var read = 0; read < length; )
        {
            var more = from.Receive(into[read..length], SocketFlags.None, out _);
            if (more == 0)
                return false;
            read += more;
        }

        return true;
    }
}
