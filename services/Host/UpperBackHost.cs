using System.Data.Common;
using UpperBack.Accounts;
using UpperBack.Host.Demo;
using UpperBack.Host.Draining;
using UpperBack.Host.Operating;
using UpperBack.Host.Options;
using UpperBack.Host.Starting;
using UpperBack.Host.Web;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Demo;
using UpperBack.Infrastructure.Limits;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Infrastructure.Redis;
using UpperBack.Infrastructure.Security;
using UpperBack.Infrastructure.Telemetry;
using UpperBack.Streaming;

namespace UpperBack.Host;

/// <summary>The one executable: settings → roles → modules → run.</summary>
internal static class UpperBackHost
{
    private const int MaxRequestBytes = 256 * 1024;
    private const int DatabaseTries = 60;

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--data"] = "Data:Folder",
        ["--roles"] = "Host:Roles",
        ["--demo"] = "Demo:Enabled",
    };

    /// <summary>Runs the verb that the command line names; without one, the platform.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">For what a verb prints.</param>
    /// <param name="errors">For the one sentence that says why nothing came of it.</param>
    /// <returns>0 when all went well, 1 when it could not start or a verb could not do its work, 2 when the settings or
    /// the command line are wrong.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var verb = args is [{ } first, ..] && !first.StartsWith('-') ? first : "run";
        var builder = CreateBuilder(verb == "run" ? args : args[1..]);
        using var logging = LoggerFactory.Create(log =>
            log.AddConfiguration(builder.Configuration.GetSection("Logging")).AddLogConsole(builder.Environment)
        );
        var log = logging.CreateLogger("UpperBack");

        foreach (var warning in RenamedSettings.WarningsOf(builder.Configuration))
            log.SettingRenamed(warning);
        var wrong = ConfigurationCheck.Find(builder.Configuration);
        foreach (var error in wrong)
            log.SettingWrong(error);
        if (wrong.Count > 0)
            return 2;

        return await Verbs.RunAsync(verb, new VerbCall(verb == "run" ? args : args[1..], builder, log, output, errors));
    }

    /// <summary>A builder with all settings read, and nothing registered.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = "UpperBack.Host",
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.AddCommandLine(args, Switches);
        builder.Configuration.AddRenamedSettings();
        return builder;
    }

    /// <summary>The platform, ready to be started.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddLogConsole(builder.Environment);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });

        var services = builder.Services;
        foreach (var section in ConfigurationCheck.OptionTypes)
            services.AddSection(section, builder.Configuration);
        services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options =>
            options.ShutdownTimeout = TimeSpan.FromSeconds(10)
        );
        services.AddTelemetry(OptionsOf<TelemetryOptions>(builder.Configuration));
        services.AddDraining();
        services.ConfigureHttpJsonOptions(options => JsonSetup.Configure(options.SerializerOptions));
        services.AddData(OptionsOf<DataOptions>(builder.Configuration));
        services.AddProblems();
        services.AddRedis(OptionsOf<RedisOptions>(builder.Configuration));
        services.AddSecurity(new DemoPeople(OptionsOf<DemoOptions>(builder.Configuration).IsOn()));
        services.AddLimits();
        services.AddCompressedAnswers();
        services.AddSingleton<ProxyAdvice>();
        services.AddApiDescription();
        services.AddReadiness();

        var roles = OptionsOf<ProcessOptions>(builder.Configuration).RoleList();
        services.AddModules(builder.Configuration, roles);
        services.AddMessaging(
            OptionsOf<MessagingOptions>(builder.Configuration),
            Modules.AllServices(builder.Configuration)
        );
        services.AddHostedService<StartupReport>();
        if (OptionsOf<DemoOptions>(builder.Configuration).IsOn())
            services.AddDemo();

        var app = builder.Build();
        app.UseTrustedProxies(OptionsOf<ProcessOptions>(builder.Configuration));
        app.UseServerTime();
        app.UseProblems();

        // Before the defences: only with it can they tell a WebSocket, which another site may not open with a member's
        // cookie.
        app.UseWebSockets(
            new WebSocketOptions
            {
                KeepAliveInterval = TimeSpan.FromSeconds(4),
                // mutation presence-frozen: KeepAliveTimeout = TimeSpan.FromMinutes(5),
                // mutation slow-reader: KeepAliveTimeout = TimeSpan.FromMinutes(5),
                KeepAliveTimeout = TimeSpan.FromSeconds(9),
            }
        );
        app.UseDraining();
        app.UseProxyAdvice();
        app.UseBrowserSecurityHeaders();
        app.UseCompressedAnswers();
        app.UseStreamedAnswers();
        if (roles.Contains(HostRoles.Web))
            app.UseWebClientFiles();
        app.UseRouting();
        app.UseAnonymousEndpoints();
        app.UseSecurity();
        app.UseLimits();
        app.UseAuthorization();
        app.UseOutputCache();
        app.MapModules(roles);
        app.MapApiDescription();
        app.MapHubDescription();
        app.MapReadiness();
        app.MapConnectionCheck();
        app.MapTelemetry(OptionsOf<TelemetryOptions>(builder.Configuration));
        app.MapSiteContact();
        app.MapSiteSettings();
        if (roles.Contains(HostRoles.Web))
            app.MapWebClient();
        return app;
    }

    /// <summary>Makes sure that nothing stands in the way, migrates, then serves until told to stop.</summary>
    /// <exception cref="CannotStartException">Something does, and the operator can do something about it.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        PortCheck.Check(app.Configuration);
        CertificateCheck.Check(app.Configuration);
        PrepareFolders(app);
        await MigrateAsync(app, ct);
        try
        {
            await RefuseDemoAsync(app, ct);
            await app.Services.GetRequiredService<DataProtectionKeyInitializer>().MakeAsync(ct);
            await app.StartAsync(ct);
        }
        catch (DbException ex)
        {
            // Damage shows where it is read, which may be behind what a migration looks at.
            throw new CannotStartException(app.Services.GetRequiredService<SqlDialect>().Explain(ex), ex);
        }
    }

    /// <summary>A database that is away is waited for: in a cluster, everything starts at the same time.</summary>
    private static async Task MigrateAsync(WebApplication app, CancellationToken ct)
    {
        var dialect = app.Services.GetRequiredService<SqlDialect>();
        for (var tries = 1; ; tries++)
        {
            try
            {
                await app.Services.GetRequiredService<Migrator>().MigrateAsync(ct);
                return;
            }
            catch (DbException ex) when (dialect.IsServer && dialect.IsTransient(ex) && tries < DatabaseTries)
            {
                app.Logger.DatabaseAwaited(ex.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
            }
            catch (DbException ex)
            {
                throw new CannotStartException(dialect.Explain(ex), ex);
            }
        }
    }

    private static void PrepareFolders(WebApplication app)
    {
        var folder = app.Services.GetRequiredService<DataFolder>();
        folder.Enter();
        var streaming = OptionsOf<StreamingOptions>(app.Configuration);
        if (
            streaming.Store == "disk"
            && OptionsOf<ProcessOptions>(app.Configuration).RoleList().Contains(HostRoles.Streaming)
        )
            folder.Prepare(StreamingModule.RecordingsFolder(streaming, OptionsOf<DataOptions>(app.Configuration)));
    }

    /// <summary>The password of the demo's people is published, and one of them is an administrator.</summary>
    private static async Task RefuseDemoAsync(WebApplication app, CancellationToken ct)
    {
        var isWhereTheyAre = OptionsOf<ProcessOptions>(app.Configuration).RoleList().Contains(HostRoles.Accounts);
        if (
            isWhereTheyAre
            && !OptionsOf<DemoOptions>(app.Configuration).IsOn()
            && await AccountsModule.HasOpenDemoAsync(app.Services, ct)
        )
        {
            throw new CannotStartException(
                "This data is a demo's, and everybody knows the password of the people in it: begin with an empty "
                    + "folder (--data) or database, "
                    + "lock those people with the verb lock-demo, or go on as a demo with --demo on."
            );
        }
    }

    /// <summary>Settings as they are bound, for what must be decided before anything is registered.</summary>
    public static T OptionsOf<T>(IConfiguration configuration)
        where T : new() => configuration.GetSection(ConfigurationCheck.SectionOf(typeof(T))).Get<T>() ?? new T();

    private static void AddSection(this IServiceCollection services, Type type, IConfiguration configuration) =>
        typeof(UpperBackHost)
            .GetMethod(nameof(Bind), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, [services, configuration.GetSection(ConfigurationCheck.SectionOf(type))]);

    private static void Bind<T>(IServiceCollection services, IConfiguration section)
        where T : class => services.Configure<T>(section);

    private static ILoggingBuilder AddLogConsole(this ILoggingBuilder log, IHostEnvironment environment) =>
        environment.IsDevelopment()
            ? log.AddSimpleConsole(options => options.SingleLine = false)
            : log.AddJsonConsole(options => options.UseUtcTimestamp = true);
}
