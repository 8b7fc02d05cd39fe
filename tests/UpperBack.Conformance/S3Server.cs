using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using UpperBack.Streaming.Storage;

namespace UpperBack.Conformance;

/// <summary>A server that speaks S3 and that is not ours (npm s3rver), with its data in a folder of its own.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private const string Bucket = "recordings";

    // The one key that s3rver knows: its name, and its secret, which it does not look at in signatures of version 4.
    private const string Key = "S3RVER";

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-s3-").FullName;
    private readonly int port = UpperBackServer.FindFreePort();
    private Process server = null!;

    public async Task InitializeAsync()
    {
        var package = Repository.NpmFolder("tests/UpperBack.Conformance/s3");

        // Its lists of several pages are continued by tokens in DES, which OpenSSL calls legacy.
        server = Start(
            "node",
            package,
            "--openssl-legacy-provider",
            Path.Combine("node_modules", "s3rver", "bin", "s3rver.js"),
            "--silent",
            "-d",
            folder,
            "-a",
            "127.0.0.1",
            "-p",
            port.ToString(CultureInfo.InvariantCulture),
            "--configure-bucket",
            Bucket
        );
        await Eventually.Is(IsUpAsync, up => up);
    }

    public async Task DisposeAsync()
    {
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A store on the server's bucket; as it is used by who holds a key.</summary>
    internal S3RecordingStore Store(string accessKey = Key, string bucket = Bucket) => Store(port, accessKey, bucket);

    /// <summary>A store whose server is away.</summary>
    internal static S3RecordingStore StoreWithoutServer() => Store(UpperBackServer.FindFreePort(), Key, Bucket);

    private static S3RecordingStore Store(int port, string accessKey, string bucket) =>
        new(
            new S3Settings(
                FormattableString.Invariant($"http://127.0.0.1:{port}"),
                "us-east-1",
                bucket,
                "classes/video",
                accessKey,
                Key
            )
        );

    private async Task<bool> IsUpAsync()
    {
        if (server.HasExited)
            throw new InvalidOperationException($"s3rver ended with {server.ExitCode} before it was ready.");

        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Process Start(string command, string folder, params string[] words) =>
        Process.Start(new ProcessStartInfo(command, words) { WorkingDirectory = folder })!;
}
