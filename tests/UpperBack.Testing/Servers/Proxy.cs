using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace UpperBack.Testing.Servers;

/// <summary>nginx as an operator runs it: deploy/nginx.conf, with the addresses and folders of a test.</summary>
public sealed class Proxy : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-proxy-").FullName;
    private readonly string encrypted = FreeAuthority();
    private readonly string plain = FreeAuthority();
    private readonly bool isEncrypted;
    private Child? process;

    private Proxy(bool isEncrypted) => this.isEncrypted = isEncrypted;

    /// <summary>Where the platform is to be had.</summary>
    public Uri Address => new($"{(isEncrypted ? "https" : "http")}://{encrypted}");

    /// <summary>Where one is sent on to the encrypted address.</summary>
    public Uri PlainAddress => new($"http://{plain}");

    /// <summary>Starts it before two nodes that members talk to and one for video.</summary>
    /// <param name="first">Host and port of a node.</param>
    /// <param name="second">Of the other, or of the same.</param>
    /// <param name="streaming">Of the node for video.</param>
    /// <param name="isEncrypted">False to do without TLS, for clients that would not take a certificate made a moment
    /// ago.</param>
    public static async Task<Proxy> StartAsync(string first, string second, string streaming, bool isEncrypted = true)
    {
        var proxy = new Proxy(isEncrypted);
        Directory.CreateDirectory(Path.Combine(proxy.folder, "cache"));
        await File.WriteAllTextAsync(Path.Combine(proxy.folder, "mime.types"), "types { text/html html; }");
        await proxy.WriteCertificateAsync();
        var (file, errors) = (Path.Combine(proxy.folder, "nginx.conf"), Path.Combine(proxy.folder, "error.log"));
        await File.WriteAllTextAsync(file, proxy.Configuration(first, second, streaming));

        string[] nginx = [Tools.Require("nginx"), "-p", proxy.folder, "-c", file, "-e", errors];
        await Child.RunAsync(errors, [.. nginx, "-t"]);
        proxy.process = Child.Start(errors, nginx);
        using var http = proxy.Client();
        await proxy.process.UntilReadyAsync(() => AnswersAsync(http), TimeSpan.FromSeconds(20));
        return proxy;
    }

    /// <summary>A client with cookies of its own that takes the test's certificate.</summary>
    public HttpClient Client() =>
        new(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback =
                    HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            }
        )
        {
            BaseAddress = Address,
        };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Configuration(string first, string second, string streaming)
    {
        var configuration = File.ReadAllText(Path.Combine(Repository.Folder("deploy"), "nginx.conf"));
        (string From, string To)[] changes =
        [
            ("app-1:5080", first),
            ("app-2:5080", second),
            ("streaming:5080", streaming),
            ("listen 8080;", $"listen {plain};"),
            ("listen 8443 ssl;", $"listen {encrypted}{(isEncrypted ? " ssl" : "")};"),
            ("/var/cache/nginx", Path.Combine(folder, "cache")),
            ("/etc/nginx/tls", folder),
            ("/tmp/nginx.pid", Path.Combine(folder, "nginx.pid")),
            ("worker_processes auto;", "daemon off; master_process off;"),
        ];
        foreach (var (from, to) in changes)
        {
            if (!configuration.Contains(from, StringComparison.Ordinal))
                throw new InvalidOperationException($"deploy/nginx.conf has no '{from}' any more.");
            configuration = configuration.Replace(from, to, StringComparison.Ordinal);
        }

        return configuration;
    }

    private async Task WriteCertificateAsync()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest(
            "CN=localhost",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "fullchain.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>It answers this by itself, whether or not a node does.</summary>
    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/metrics");
            return answer.StatusCode == System.Net.HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FreeAuthority() =>
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{UpperBackServer.FindFreePort()}");
}
