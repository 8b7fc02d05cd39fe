using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Testing.Servers;

namespace UpperBack.Conformance;

/// <summary>The smallest service there can be: a database with one table, and one event it listens to.</summary>
internal sealed class NotebookDatabase(DatabaseDependencies dependencies) : ServiceDatabase(dependencies);

/// <summary>Writes down every class that started.</summary>
internal sealed class NoteClass : IHandle<ClassStarted>
{
    public Task HandleAsync(ClassStarted started, UnitOfWork work, CancellationToken ct) =>
        Notebook.NoteAsync(work, started.SessionId.ToString());
}

/// <summary>Writes down every class that ended, once its handler is well; it is told how often to fail first.</summary>
internal sealed class NoteEnd(Ailments ailments) : IHandle<ClassEnded>
{
    public async Task HandleAsync(ClassEnded ended, UnitOfWork work, CancellationToken ct)
    {
        await Notebook.NoteAsync(work, ended.SessionId.ToString());
        if (ailments.Strikes(ended.SessionId))
            throw new InvalidOperationException("The handler is ill.");
    }
}

/// <summary>How often the handler of a session's end still fails.</summary>
internal sealed class Ailments
{
    private readonly ConcurrentDictionary<SessionId, int> left = new();

    public void Give(SessionId session, int times) => left[session] = times;

    public bool Strikes(SessionId session) => left.AddOrUpdate(session, -1, (_, times) => times - 1) >= 0;
}

/// <summary>The notebook on the embedded providers, in a folder of its own.</summary>
public sealed class EmbeddedNotebook : Notebook
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-seams-").FullName;

    private protected override Task<(DataOptions Data, MessagingOptions Bus)> ReadyAsync() =>
        Task.FromResult((new DataOptions { Folder = folder }, new MessagingOptions()));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The notebook on PostgreSQL and RabbitMQ, in a database and a virtual host of its own.</summary>
public sealed class ProductionNotebook(Production.Fixture fixture) : Notebook
{
    private protected override async Task<(DataOptions Data, MessagingOptions Bus)> ReadyAsync() =>
        (
            new DataOptions { Provider = "postgres", ConnectionString = await fixture.Servers.NewDatabaseAsync() },
            new MessagingOptions
            {
                Provider = "rabbitmq",
                ConnectionString = await fixture.Servers.NewVirtualHostAsync(),
            }
        );

    internal Task<RabbitServer> RabbitAsync() => fixture.Servers.RabbitAsync();

    internal string VirtualHost => new Uri(Bus.ConnectionString).AbsolutePath.Trim('/');

    internal string TellersHost { get; private set; } = "";

    /// <summary>A process that publishes and listens to nothing, where nobody has listened yet.</summary>
    internal async Task<WebApplication> BuildTellerAsync()
    {
        var bus = new MessagingOptions
        {
            Provider = "rabbitmq",
            ConnectionString = await fixture.Servers.NewVirtualHostAsync(),
        };
        TellersHost = new Uri(bus.ConnectionString).AbsolutePath.Trim('/');
        var everybody = new ServiceCollection();
        everybody.AddEventHandler<NotebookDatabase, ClassStarted, NoteClass>("NoteClass");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddMessaging(bus, everybody);
        return builder.Build();
    }
}

/// <summary>The smallest service on the seams' providers.</summary>
public abstract class Notebook : IAsyncLifetime
{
    private DataOptions data = new();

    internal WebApplication App { get; private set; } = null!;

    internal NotebookDatabase Database => App.Services.GetRequiredService<NotebookDatabase>();

    internal Ailments Ailments { get; } = new();

    private protected MessagingOptions Bus { get; private set; } = new();

    private protected abstract Task<(DataOptions Data, MessagingOptions Bus)> ReadyAsync();

    public async Task InitializeAsync()
    {
        (data, Bus) = await ReadyAsync();
        App = Build();
        await MigrateAsync();
        await Database.ExecuteAsync("create table notes (line text not null)", null, default);
        await App.StartAsync();
    }

    public virtual async Task DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    /// <summary>Stops the process, as far as the seams can tell, and starts another on the same data.</summary>
    internal async Task RestartAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        App = Build();
        await MigrateAsync();
        await App.StartAsync();
    }

    /// <summary>Another process on the same data, which is not started.</summary>
    internal Task<WebApplication> BuildAnotherAsync() => Task.FromResult(Build());

    internal Task MigrateAsync() => App.Services.GetRequiredService<Migrator>().MigrateAsync(default);

    internal static async Task<string?> NoteAsync(UnitOfWork work, string? line)
    {
        await work.ExecuteAsync("insert into notes (line) values (@line)", new { line }, default);
        return line;
    }

    internal Task<IReadOnlyList<string>> LinesAsync(string like) =>
        Database.QueryAsync<string>(
            "select line from notes where line like @like order by line",
            new { like },
            default
        );

    internal async Task<int> CountAsync(string table, string where, object args) =>
        await Database.QueryFirstOrDefaultAsync<int>($"select count(*) from {table} where {where}", args, default);

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        var services = builder.Services;
        services.AddSingleton(Options.Create(data)).AddSingleton(Options.Create(Bus)).AddSingleton(Ailments);
        services.AddData(data);
        services.AddServiceDatabase<NotebookDatabase>();
        services.AddEventHandler<NotebookDatabase, ClassStarted, NoteClass>("NoteClass");
        services.AddEventHandler<NotebookDatabase, ClassEnded, NoteEnd>("NoteEnd");
        services.AddMessaging(Bus, services);
        return builder.Build();
    }
}
