using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using UpperBack.Testing;

namespace UpperBack.Host.Tests.Deploy;

/// <summary>deploy/nginx.conf, with the addresses and folders of a test.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private Proxy(Process process, DirectoryInfo folder, string plain, string encrypted)
    {
        this.process = process;
        this.folder = folder;
        PlainAddress = new Uri($"http://{plain}");
        Address = new Uri($"https://{encrypted}");
    }

    public Uri Address { get; }

    public Uri PlainAddress { get; }

    public static async Task<Proxy> StartAsync(string first, string second, string streaming)
    {
        var nginx = ((string[])["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"]).First(File.Exists);
        var folder = Directory.CreateTempSubdirectory("upperback-proxy-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "cache"));
        var (plain, encrypted) = ($"127.0.0.1:{UpperBackServer.FindFreePort()}", $"127.0.0.1:{UpperBackServer.FindFreePort()}");
        var configuration = DeployFolder.Read("nginx.conf");
        (string From, string To)[] changes =
        [
            ("app-1:5080", first), ("app-2:5080", second), ("streaming:5080", streaming), ("listen 8080;", $"listen {plain};"), ("listen 8443 ssl;", $"listen {encrypted} ssl;"),
            ("/var/cache/nginx", Path.Combine(folder.FullName, "cache")), ("/etc/nginx/tls", folder.FullName), ("/tmp/nginx.pid", Path.Combine(folder.FullName, "nginx.pid")),
            ("worker_processes auto;", "daemon off; master_process off;"),
        ];
        foreach (var (from, to) in changes)
            configuration = configuration.Contains(from, StringComparison.Ordinal) ? configuration.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException($"nginx.conf has no '{from}'.");
        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, configuration);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "mime.types"), "types { text/html html; }");
        await WriteCertificateAsync(folder.FullName);

        string[] arguments = ["-p", folder.FullName, "-c", file, "-e", Path.Combine(folder.FullName, "error.log")];
        using (var check = Process.Start(nginx, ["-t", .. arguments]))
        {
            await check.WaitForExitAsync();
            Assert.True(check.ExitCode == 0, $"nginx does not accept deploy/nginx.conf: {await File.ReadAllTextAsync(Path.Combine(folder.FullName, "error.log"))}");
        }

        var proxy = new Proxy(Process.Start(nginx, arguments), folder, plain, encrypted);
        using var http = proxy.Client();
        await Eventually.Is(() => proxy.AnswersAsync(http), answers => answers);
        return proxy;
    }

    /// <summary>A client with cookies of its own that takes the test's certificate.</summary>
    public HttpClient Client() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task WriteCertificateAsync(string folder)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "fullchain.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        Assert.False(process.HasExited, "nginx ended.");
        try
        {
            using var answer = await http.GetAsync("/metrics");
            return answer.StatusCode == HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
