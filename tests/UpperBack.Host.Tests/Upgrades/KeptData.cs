using System.IO.Compression;
using Npgsql;

namespace UpperBack.Host.Tests.Upgrades;

/// <summary>The data that a released version left behind, put where a server of this version opens it.</summary>
public sealed class KeptData : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upperback-kept-");
    private readonly JsonElement facts;
    private TestDatabase? database;

    private KeptData(JsonElement facts) => this.facts = facts;

    /// <summary>Every released version there is data of, with both providers.</summary>
    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var folder in Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal))
        {
            all.Add(Path.GetFileName(folder), "sqlite");
            all.Add(Path.GetFileName(folder), "postgres");
        }

        return all;
    }

    /// <summary>A class of the day the data was made: led, attended and recorded.</summary>
    public SessionId Class => SessionId.From(facts.GetProperty("class").GetGuid());

    /// <summary>A class that was planned while the bus was away.</summary>
    public SessionId PlannedLate => SessionId.From(facts.GetProperty("plannedLate").GetGuid());

    private static string Folder => Repository.Folder("tests/UpperBack.Host.Tests/Upgrades");

    /// <summary>Puts a version's data into a folder, or a database, of its own.</summary>
    public static async Task<KeptData> OpenAsync(string version, string provider)
    {
        var kept = Path.Combine(Folder, version);
        var facts = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(kept, "facts.json")));
        var data = new KeptData(facts.RootElement.GetProperty(provider).Clone());
        if (provider == "sqlite")
            ZipFile.ExtractToDirectory(Path.Combine(kept, "sqlite.zip"), data.folder.FullName);
        else
            await data.RestoreAsync(Path.Combine(kept, "postgres.sql.gz"));
        return data;
    }

    /// <summary>This version's server on the data. Recordings stay, however long ago they were made.</summary>
    public Task<UpperBackServer> StartAsync() =>
        UpperBackServer.StartReplicaAsync(folder.FullName, database, "--Streaming:RetentionDays", "0");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        if (database is not null)
            await database.DropAsync();
    }

    private async Task RestoreAsync(string dump)
    {
        database = await TestDatabase.MakeOnPostgresAsync(folder.FullName);
        await using var file = File.OpenRead(dump);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(), connection);
        await command.ExecuteNonQueryAsync();
    }
}
