using System.Globalization;

namespace UpperBack.Testing.Servers;

/// <summary>nginx in front of a cluster's nodes, on a private port and in a folder of its own.</summary>
internal sealed class ClusterProxy : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-proxy-").FullName;
    private Child? process;

    private ClusterProxy()
    {
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{UpperBackServer.FindFreePort()}");

    /// <param name="replicas">Nodes that members talk to.</param>
    /// <param name="streaming">The node for video.</param>
    public static async Task<ClusterProxy> StartAsync(IEnumerable<Uri> replicas, Uri streaming)
    {
        var proxy = new ClusterProxy();
        var (main, errors) = (Path.Combine(proxy.folder, "nginx.conf"), Path.Combine(proxy.folder, "error.log"));
        await File.WriteAllTextAsync(main, proxy.Configuration([.. replicas], streaming));
        proxy.process = Child.Start(errors, [Tools.Require("nginx"), "-p", proxy.folder, "-c", main, "-e", errors]);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        await proxy.process.UntilReadyAsync(() => IsReadyAsync(http), TimeSpan.FromSeconds(20));
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A node that cannot be reached is passed over for a second. A request that may have been worked on is sent to another node
    /// only when doing it twice is harmless; nginx knows that of GET, PUT and DELETE.</summary>
    private string Configuration(IReadOnlyList<Uri> replicas, Uri streaming)
    {
        var nodes = string.Join('\n', replicas.Select(node => $"        server {node.Authority} max_fails=1 fail_timeout=1s;"));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            events { worker_connections 8192; }
            http {
                access_log off;
                client_body_temp_path {{folder}}/client;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;

                # A connection that has to be made of several requests finds its node by whose it is.
                map $http_authorization $whose {
                    default $http_authorization;
                    "" "Bearer $arg_access_token";
                }
                map $http_upgrade $connection_for {
                    default upgrade;
                    "" "";
                }

                upstream replicas {
            {{nodes}}
                    keepalive 64;
                }
                upstream hubs {
                    hash $whose consistent;
            {{nodes}}
                }
                upstream streaming {
                    server {{streaming.Authority}} max_fails=0;
                    keepalive 64;
                }

                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $connection_for;
                proxy_connect_timeout 2s;
                proxy_next_upstream error timeout;
                proxy_buffering off;

                server {
                    listen {{Address.Authority}};
                    client_max_body_size 0;

                    location / {
                        proxy_pass http://replicas;
                        proxy_read_timeout 30s;
                    }
                    location /hubs/ {
                        proxy_pass http://hubs;
                        proxy_read_timeout 1h;
                        proxy_send_timeout 1h;
                    }
                    location ~ ^/(media|api/streaming)/ {
                        proxy_pass http://streaming;
                        proxy_request_buffering off;
                        proxy_read_timeout 1h;
                        proxy_send_timeout 1h;
                    }
                }
            }

            """);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/live")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
