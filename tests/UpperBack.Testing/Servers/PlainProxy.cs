using System.Globalization;

namespace UpperBack.Testing.Servers;

/// <summary>nginx with <c>proxy_pass</c> and nothing else, as many an operator begins: no header is passed on, and
/// answers are collected.</summary>
public sealed class PlainProxy : IAsyncDisposable
{
    /// <summary>What lets WebSockets through.</summary>
    public const string Upgrade =
        "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";";

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-plain-proxy-").FullName;
    private Child? process;

    private PlainProxy() { }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } =
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{UpperBackServer.FindFreePort()}"));

    /// <summary>Starts it before a node.</summary>
    /// <param name="node">Where requests go.</param>
    /// <param name="more">Further directives.</param>
    public static async Task<PlainProxy> StartAsync(Uri node, string more = "")
    {
        var proxy = new PlainProxy();
        var (file, errors) = (Path.Combine(proxy.folder, "nginx.conf"), Path.Combine(proxy.folder, "error.log"));
        await File.WriteAllTextAsync(
            file,
            $$"""
            daemon off; master_process off; worker_processes 1; pid {{proxy.folder}}/nginx.pid;
            events { worker_connections 512; }
            http {
                access_log off; client_body_temp_path {{proxy.folder}}/body; proxy_temp_path {{proxy.folder}}/proxy;
                server {
                    listen {{proxy.Address.Authority}};
                    location / { proxy_pass http://{{node.Authority}}; {{more}} }
                }
            }
            """
        );
        proxy.process = Child.Start(errors, [Tools.Require("nginx"), "-p", proxy.folder, "-c", file, "-e", errors]);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        await proxy.process.UntilReadyAsync(() => AnswersAsync(http), TimeSpan.FromSeconds(20));
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/live");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
