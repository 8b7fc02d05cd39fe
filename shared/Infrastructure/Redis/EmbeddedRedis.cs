using System.Net.Sockets;
using System.Security.Cryptography;
using Garnet;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using Tsavorite.core;

namespace UpperBack.Infrastructure.Redis;

/// <summary>Garnet in this process. What it holds is rebuilt from SQL at start. Nobody else gets at it: it listens on
/// no port, which any page in a browser could send to, but on a socket in a folder that is its owner's alone; and it
/// asks for a password that was made for this process and is told to nobody.</summary>
internal sealed class EmbeddedRedis : IDisposable
{
    private readonly string password = RandomNumberGenerator.GetHexString(64);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upperback-");
    private GarnetServer? server;

    public EmbeddedRedis()
    {
        Socket = Path.Combine(folder.FullName, "redis.sock");
        Start();
    }

    /// <summary>Where it listens.</summary>
    public string Socket { get; }

    /// <summary>How this process reaches it.</summary>
    public ConfigurationOptions Configuration() =>
        new() { EndPoints = { new UnixDomainSocketEndPoint(Socket) }, Password = password };

    /// <summary>Starts it, empty, at its socket.</summary>
    public void Start()
    {
        var settings = new GarnetServerOptions(NullLogger.Instance)
        {
            EndPoints = [new UnixDomainSocketEndPoint(Socket)],
            UnixSocketPath = Socket,
            UnixSocketPermission = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            AuthSettings = new AclAuthenticationPasswordSettings(null, password),
            QuietMode = true,
            LogMemorySize = "64m",
            PageSize = "1m",
            IndexMemorySize = "1m",
            EnableLua = true,
            LuaOptions = new LuaOptions(NullLogger.Instance),
            DeviceType = DeviceType.RandomAccess,
        };
        server = new GarnetServer(settings, NullLoggerFactory.Instance);
        server.Start();
    }

    /// <summary>Ends it; what it held is gone. Garnet itself does not bear it twice.</summary>
    public void Stop() => Interlocked.Exchange(ref server, null)?.Dispose();

    public void Dispose()
    {
        Stop();
        folder.Refresh();
        if (folder.Exists)
            folder.Delete(recursive: true);
    }
}
