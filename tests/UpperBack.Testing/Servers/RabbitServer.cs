using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace UpperBack.Testing.Servers;

/// <summary>A real RabbitMQ on private ports, with its data in a folder of its own.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private const string Node = "rabbit@localhost";

    // What keeps others out is that the node listens on 127.0.0.1 only.
    private const string Cookie = "upperback-tests";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    private readonly string folder = Directory.CreateTempSubdirectory("upperback-rabbit-").FullName;
    private readonly int registryPort = UpperBackServer.FindFreePort();
    private readonly int nodePort = UpperBackServer.FindFreePort();
    private Child? registry;
    private Child? server;

    private RabbitServer() { }

    /// <summary>Where it listens on 127.0.0.1; the same after it was started again.</summary>
    public int Port { get; } = UpperBackServer.FindFreePort();

    /// <summary>Whether it runs; a frozen one does.</summary>
    public bool IsRunning => server is { HasExited: false };

    // Debian's command of that name would become another user.
    private static string Program =>
        Tools.Find("/usr/lib/rabbitmq/bin/rabbitmq-server") ?? Tools.Require("rabbitmq-server");

    private Dictionary<string, string> Environment =>
        new()
        {
            ["HOME"] = folder,
            ["ERL_CRASH_DUMP"] = Path.Combine(folder, "crash"),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = registryPort.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_DIST_PORT"] = nodePort.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_LOG_BASE"] = folder,
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
            ["RABBITMQ_NODENAME"] = Node,
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                $"-setcookie {Cookie} -start_epmd false -kernel inet_dist_use_interface {{127,0,0,1}} "
                + "+sbwt none +sbwtdcpu none +sbwtdio none",

            // So the script becomes the server instead of minding it.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
        };

    /// <summary>Makes an empty server and starts it, which takes ten seconds and more.</summary>
    public static async Task<RabbitServer> StartAsync()
    {
        var rabbit = new RabbitServer();
        await rabbit.WriteAsync("plugins", "[].");
        await rabbit.WriteAsync(
            "rabbitmq.conf",
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                listeners.tcp.1 = 127.0.0.1:{rabbit.Port}
                log.file = false
                log.console = true
                log.console.level = warning
                disk_free_limit.absolute = 50MB
                raft.wal_max_size_bytes = 67108864

                """
            )
        );
        await rabbit.StartAgainAsync();
        return rabbit;
    }

    /// <summary>How to reach one of its virtual hosts.</summary>
    public string Uri(string virtualHost) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"amqp://guest:guest@127.0.0.1:{Port}/{System.Uri.EscapeDataString(virtualHost)}"
        );

    /// <summary>Makes an empty virtual host.</summary>
    public Task CreateVirtualHostAsync(string name) =>
        EvaluateAsync(
            $"""
            ok = rabbit_vhost:add(<<"{name}">>, <<"tests">>),
            All = <<".*">>,
            ok = rabbit_auth_backend_internal:set_permissions(<<"guest">>, <<"{name}">>, All, All, All, <<"tests">>).
            """
        );

    /// <summary>Clears a virtual host away, with all its queues.</summary>
    public Task DeleteVirtualHostAsync(string name) =>
        EvaluateAsync($"""rabbit_vhost:delete(<<"{name}">>, <<"tests">>), ok.""");

    /// <summary>Ends it as a power cut does.</summary>
    public Task KillAsync() => server?.KillAsync() ?? Task.CompletedTask;

    /// <summary>Starts it again with its data, and waits until it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        if (registry is not { HasExited: false })
        {
            registry = Child.Start(
                Path.Combine(folder, "epmd.log"),
                [
                    Tools.Require("epmd"),
                    "-port",
                    registryPort.ToString(CultureInfo.InvariantCulture),
                    "-address",
                    "127.0.0.1",
                ]
            );
        }

        if (IsRunning)
            return;
        server = Child.Start(Path.Combine(folder, "rabbit.log"), [Program], Environment);
        await server.UntilReadyAsync(IsReadyAsync, Timeout);
    }

    /// <summary>It stands still: connections stay open, and nothing answers.</summary>
    public void Freeze() => server?.Freeze();

    /// <summary>It goes on.</summary>
    public void Thaw() => server?.Thaw();

    /// <summary>A connection to a virtual host, which does not mend itself; dispose it.</summary>
    public Task<IConnection> ConnectAsync(string virtualHost) =>
        new ConnectionFactory
        {
            Uri = new Uri(Uri(virtualHost)),
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        }.CreateConnectionAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        if (registry is not null)
            await registry.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Lets the server itself evaluate Erlang; the tool for that is there at once, rabbitmqctl takes
    /// seconds.</summary>
    /// <returns>The value as Erlang writes it.</returns>
    internal async Task<string> EvaluateAsync(string expressions)
    {
        var (input, output) = (
            Path.Combine(folder, $"{Guid.NewGuid():n}.erl"),
            Path.Combine(folder, $"{Guid.NewGuid():n}.log")
        );
        await File.WriteAllTextAsync(input, expressions + "\n");
        await Child.RunAsync(
            output,
            [
                "sh",
                "-c",
                """exec "$1" -c "$2" -n "$3" -e <"$4" """,
                "sh",
                Tools.Require("erl_call"),
                Cookie,
                Node,
                input,
            ],
            Environment
        );
        var answer = (await File.ReadAllTextAsync(output)).Trim();
        return answer.StartsWith("{ok, ", StringComparison.Ordinal)
            ? answer[5..^1]
            : throw new InvalidOperationException($"RabbitMQ answers '{answer}' to '{expressions}'.");
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text);

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            await using var connection = await ConnectAsync("/");
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }
}
