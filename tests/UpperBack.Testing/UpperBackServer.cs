using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using UpperBack.Host;
using UpperBack.Host.Draining;

namespace UpperBack.Testing;

/// <summary>The real executable's platform on a private port of 127.0.0.1, with its data in a temporary folder; on
/// PostgreSQL when <see cref="TestDatabase"/> was told of a server. Several servers on one folder then are
/// replicas.</summary>
public sealed class UpperBackServer : IAsyncDisposable
{
    private static readonly (int First, int Last) Ports = ReadPorts();
    private static readonly ConcurrentDictionary<int, bool> GivenPorts = new();

    private readonly WebApplication app;
    private readonly TestDatabase? database;
    private readonly bool ownsData;

    private UpperBackServer(
        WebApplication app,
        ShiftedClock clock,
        string dataFolder,
        TestDatabase? database,
        bool ownsData
    )
    {
        this.app = app;
        this.database = database;
        this.ownsData = ownsData;
        Clock = clock;
        DataFolder = dataFolder;
        Address = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        );
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its clock.</summary>
    public ShiftedClock Clock { get; }

    /// <summary>Where its databases are.</summary>
    public string DataFolder { get; }

    /// <summary>What another process is told on its command line to work on the same data.</summary>
    public IReadOnlyList<string> DataSettings => ["--data", DataFolder, .. database?.Settings ?? []];

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="dataFolder">Folder to go on with; a new temporary one when null.</param>
    /// <param name="settings">Further arguments of the command line, such as <c>--demo on</c>.</param>
    public static async Task<UpperBackServer> StartAsync(string? dataFolder = null, params string[] settings)
    {
        var folder = dataFolder ?? Directory.CreateTempSubdirectory("upperback-test-").FullName;
        return await StartAsync(folder, await TestDatabase.MakeAsync(folder), dataFolder is null, settings);
    }

    /// <summary>Starts a server that has more registered than the product.</summary>
    /// <param name="dataFolder">Folder to go on with; a new temporary one when null.</param>
    /// <param name="register">Adds to what the server is made of.</param>
    /// <param name="settings">Further arguments of the command line.</param>
    public static async Task<UpperBackServer> StartAsync(
        string? dataFolder,
        Action<IServiceCollection> register,
        params string[] settings
    )
    {
        var folder = dataFolder ?? Directory.CreateTempSubdirectory("upperback-test-").FullName;
        return await StartAsync(folder, await TestDatabase.MakeAsync(folder), dataFolder is null, settings, register);
    }

    /// <summary>Starts one of several servers on one database of a PostgreSQL server.</summary>
    /// <param name="dataFolder">Where it keeps files; the caller's.</param>
    /// <param name="database">The database; the caller's. SQLite in the folder when null.</param>
    /// <param name="settings">Further arguments of the command line.</param>
    public static Task<UpperBackServer> StartReplicaAsync(
        string dataFolder,
        TestDatabase? database,
        params string[] settings
    ) => StartAsync(dataFolder, database, ownsData: false, settings);

    private static async Task<UpperBackServer> StartAsync(
        string folder,
        TestDatabase? database,
        bool ownsData,
        string[] settings,
        Action<IServiceCollection>? register = null
    )
    {
        string[] own =
        [
            "--urls",
            "http://127.0.0.1:0",
            "--data",
            folder,
            "--Streaming:Rtmp",
            "off",
            "--Logging:LogLevel:Default",
            "Warning",
            .. Unlimited.Settings,
        ];
        var builder = UpperBackHost.CreateBuilder([.. own, .. database?.Settings ?? [], .. settings]);
        var clock = new ShiftedClock();
        builder.Services.TryAddSingleton<TimeProvider>(clock);
        register?.Invoke(builder.Services);

        // MassTransit would keep using the logger of an earlier host of this process, which may be gone.
        LogContext.ConfigureCurrentLogContext(NullLoggerFactory.Instance);
        var app = UpperBackHost.Build(builder);
        await UpperBackHost.StartAsync(app, CancellationToken.None);
        return new UpperBackServer(app, clock, folder, database, ownsData);
    }

    /// <summary>A port of 127.0.0.1 that nobody uses at the moment, and that this process was not given before: whoever
    /// has it may listen only later, or be away. It is below those that the system gives to outgoing
    /// connections, one of which could otherwise take it while its server is away, and even reach itself there. Test
    /// processes that run beside each other are given ranges of their own, such as <c>20000-25999</c>, by the variable
    /// <c>UPPERBACK_TEST_PORTS</c>.</summary>
    public static int FindFreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(Ports.First, Ports.Last + 1);
            if (!GivenPorts.TryAdd(port, true))
                continue;

            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it: another one.
            }
        }
    }

    private static (int First, int Last) ReadPorts() =>
        Environment.GetEnvironmentVariable("UPPERBACK_TEST_PORTS")?.Split('-') is [var first, var last]
            ? (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture))
            : (20_000, 31_999);

    /// <summary>Runs a verb as an operator does from the command line.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunVerbAsync(params string[] args) =>
        UpperBackHost.RunAsync(args, TextWriter.Null, TextWriter.Null);

    /// <summary>Runs a verb and keeps what it prints.</summary>
    public static async Task<(int Code, string Output)> PrintVerbAsync(params string[] args)
    {
        await using var output = new StringWriter();
        return (await UpperBackHost.RunAsync(args, output, TextWriter.Null), output.ToString());
    }

    /// <summary>Runs the executable as an operator does, when it is to end by itself because something is
    /// wrong.</summary>
    /// <returns>The exit code, and what it says at the console about why.</returns>
    public static async Task<(int Code, string Errors)> FailAsync(params string[] args)
    {
        await using var errors = new StringWriter();
        string[] quiet = [.. args, "--Logging:LogLevel:Default", "None"];
        return (
            await UpperBackHost.RunAsync(quiet, TextWriter.Null, errors).WaitAsync(TimeSpan.FromSeconds(60)),
            errors.ToString().TrimEnd()
        );
    }

    /// <summary>Sends everybody elsewhere and begins to stop, as SIGTERM does.</summary>
    public Task DrainAsync() => Services.GetRequiredService<DrainingLifetime>().DrainAsync();

    /// <summary>An HTTP client that is nobody.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>A member with a bearer token but no account: for tests of services that only ask who is calling. Every
    /// service is told of the member as Accounts would tell it.</summary>
    public async Task<TestMember> SignInAsync(
        string displayName,
        string timeZone = "Europe/Berlin",
        params string[] roles
    )
    {
        var id = MemberId.New();
        string[] allRoles = [Roles.Member, .. roles];
        await PublishAsync(
            new MemberChanged(id, 1, displayName, timeZone, OnBoards: false, allRoles, Clock.GetUtcNow())
        );
        var token = TokenFactory.TokenOf(Services, id, displayName, timeZone, allRoles, Clock.GetUtcNow().AddDays(400));
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new TestMember(id, displayName, token, client);
    }

    /// <summary>The same member at this server, which shares its data with the one they signed in at.</summary>
    public TestMember ConnectTo(TestMember member)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
        return member with { Http = client };
    }

    /// <summary>Puts an event on the bus, as another service would.</summary>
    public Task PublishAsync<TEvent>(TEvent integrationEvent)
        where TEvent : class, IIntegrationEvent => app.Services.GetRequiredService<IBus>().Publish(integrationEvent);

    /// <summary>Stops as Ctrl-C does, and clears away a folder of its own.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!ownsData)
            return;

        Directory.Delete(DataFolder, recursive: true);
        if (database is not null)
            await database.DropAsync();
    }
}

/// <summary>Somebody signed in.</summary>
/// <param name="Id">Who.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Token">Bearer token.</param>
/// <param name="Http">Client that sends the token.</param>
public sealed record TestMember(MemberId Id, string DisplayName, string Token, HttpClient Http)
{
    /// <summary>Sign-in name; empty for a member without an account.</summary>
    public string Email { get; init; } = "";
}
