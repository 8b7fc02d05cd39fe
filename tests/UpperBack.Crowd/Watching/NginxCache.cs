using System.Diagnostics;
using System.Globalization;

namespace UpperBack.Crowd.Watching;

/// <summary>nginx with deploy/nginx-media.conf, on a private port and in a folder of its own, in front of a server. Its
/// log tells what reached the server.</summary>
internal sealed class NginxCache : IAsyncDisposable
{
    private const string AccessCheck = "/_may-watch";

    private readonly Process process;
    private readonly string log;

    private NginxCache(Process process, Uri address, string log)
    {
        this.process = process;
        this.log = log;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <param name="server">What it stands in front of.</param>
    /// <param name="folder">For its cache and log.</param>
    public static async Task<NginxCache> StartAsync(Uri server, string folder)
    {
        var address = new Uri($"http://127.0.0.1:{UpperBackServer.FindFreePort()}");
        var media = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "nginx-media.conf"));
        (string From, string To)[] changes =
        [
            ("server 127.0.0.1:5080;", $"server {server.Authority};"),
            ("listen 8080;", $"listen {address.Authority};"),
            ("/var/cache/nginx", folder),
        ];
        foreach (var (from, to) in changes)
            media = media.Contains(from, StringComparison.Ordinal)
                ? media.Replace(from, to, StringComparison.Ordinal)
                : throw new InvalidOperationException($"nginx-media.conf has no '{from}'.");
        await File.WriteAllTextAsync(Path.Combine(folder, "media.conf"), media);

        var log = Path.Combine(folder, "access.log");
        var main = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            main,
            $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log warn;
            events { worker_connections 8192; }
            http {
                log_format counted '$msec $status $upstream_addr $uri';
                log_subrequest on;
                access_log {{log}} counted;
                client_body_temp_path {{folder}}/client;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                include {{folder}}/media.conf;
            }
            """
        );

        var process = Process.Start(
            new ProcessStartInfo(
                Tools.Find("nginx")!,
                ["-p", folder, "-c", main, "-e", Path.Combine(folder, "error.log")]
            )
        )!;
        var cache = new NginxCache(process, address, log);
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.Is(() => cache.IsReadyAsync(http), ready => ready);
        return cache;
    }

    /// <summary>What it asked the server for within a time.</summary>
    /// <param name="fromMs">Beginning, Unix milliseconds.</param>
    /// <param name="toMs">End.</param>
    public OriginCount Count(double fromMs, double toMs)
    {
        using var lines = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        int media = 0,
            checks = 0;
        while (lines.ReadLine() is { } line)
        {
            if (line.Split(' ') is not [var at, _, var upstream, var path] || upstream == "-")
                continue;

            var atMs = double.Parse(at, CultureInfo.InvariantCulture) * 1000;
            if (atMs < fromMs || atMs > toMs)
                continue;
            checks += path == AccessCheck ? 1 : 0;
            media += path.StartsWith("/media/", StringComparison.Ordinal) ? 1 : 0;
        }

        return new OriginCount(media, checks);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        if (process.HasExited)
        {
            var errors = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(log)!, "error.log"));
            throw new InvalidOperationException($"nginx ended with {process.ExitCode}: {errors}");
        }

        try
        {
            using var response = await http.GetAsync("/health/live");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>What reached the server behind a cache.</summary>
/// <param name="Media">Requests for playlists and media.</param>
/// <param name="AccessChecks">Questions whether a viewer may watch.</param>
internal sealed record OriginCount(int Media, int AccessChecks);
