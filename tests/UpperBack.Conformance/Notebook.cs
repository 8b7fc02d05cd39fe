using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Conformance;

/// <summary>The smallest service there can be: a database with one table, and one event it listens to.</summary>
internal sealed class NotebookDatabase(DatabaseParts parts) : ServiceDatabase("notebook", parts);

/// <summary>Writes down every class that started.</summary>
internal sealed class NoteClass : IHandle<ClassStarted>
{
    public Task HandleAsync(ClassStarted started, UnitOfWork work, CancellationToken ct) => Notebook.NoteAsync(work, started.SessionId.ToString());
}

/// <summary>The notebook on the seams' embedded providers, in a folder of its own.</summary>
public sealed class Notebook : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("upperback-seams-").FullName;

    internal WebApplication App { get; private set; } = null!;

    internal NotebookDatabase Database => App.Services.GetRequiredService<NotebookDatabase>();

    public async Task InitializeAsync()
    {
        App = Build();
        await MigrateAsync();
        await Database.ExecuteAsync("create table notes (line text not null)", null, default);
        await App.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
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

    internal Task MigrateAsync() => App.Services.GetRequiredService<Migrator>().MigrateAsync(default);

    internal static async Task<string?> NoteAsync(UnitOfWork work, string? line)
    {
        await work.ExecuteAsync("insert into notes (line) values (@line)", new { line }, default);
        return line;
    }

    internal Task<IReadOnlyList<string>> LinesAsync(string like) =>
        Database.QueryAsync<string>("select line from notes where line like @like order by line", new { like }, default);

    internal async Task<int> CountAsync(string table, string where, object args) =>
        await Database.QueryFirstOrDefaultAsync<int>($"select count(*) from {table} where {where}", args, default);

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.Configure<DataOptions>(options => options.Folder = folder);
        builder.Services.AddData(new DataOptions());
        builder.Services.AddServiceDatabase<NotebookDatabase>();
        builder.Services.AddEventHandler<NotebookDatabase, ClassStarted, NoteClass>();
        builder.Services.AddMessaging(new MessagingOptions(), builder.Services);
        return builder.Build();
    }
}
