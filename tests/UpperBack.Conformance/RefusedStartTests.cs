using Npgsql;

namespace UpperBack.Conformance;

/// <summary>A server that is there but cannot be used is not waited for: one sentence says what to do.</summary>
[Collection(Production.Name)]
public sealed class RefusedStartTests(Production.Fixture production)
{
    [Fact]
    public async Task ADatabaseThatIsNotThereIsNamed()
    {
        var postgres = await production.Servers.PostgresAsync();
        var folder = Directory.CreateTempSubdirectory("upperback-start-");
        var (code, errors) = await UpperBackServer.FailAsync(
            "--urls",
            "http://127.0.0.1:0",
            "--Streaming:Rtmp",
            "off",
            "--demo",
            "off",
            "--data",
            folder.FullName,
            "--Data:Provider",
            "postgres",
            "--Data:ConnectionString",
            postgres.ConnectionString("nowhere")
        );

        Assert.Equal(1, code);
        Assert.Equal(
            $"PostgreSQL at 127.0.0.1:{postgres.Port} has no database 'nowhere': make it, or correct "
                + "Data:ConnectionString.",
            errors
        );
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task ADatabaseOfANewerVersionIsLeftAlone()
    {
        var folder = Directory.CreateTempSubdirectory("upperback-start-");
        string[] settings =
        [
            "--urls",
            "http://127.0.0.1:0",
            "--Streaming:Rtmp",
            "off",
            "--demo",
            "off",
            "--data",
            folder.FullName,
            "--Data:Provider",
            "postgres",
            "--Data:ConnectionString",
            await production.Servers.NewDatabaseAsync(),
        ];
        Assert.Equal(0, await UpperBackServer.RunVerbAsync(["migrate", .. settings]));
        await using (var connection = new NpgsqlConnection($"{settings[^1]};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(
                "insert into community.migrations (name, applied_at) values ('9999_the_future.sql', now())",
                connection
            );
            await command.ExecuteNonQueryAsync();
        }

        var (code, errors) = await UpperBackServer.FailAsync(settings);

        Assert.Equal(1, code);
        Assert.StartsWith(
            "The database 'community' was made or used by a newer version (9999_the_future.sql): start that version",
            errors,
            StringComparison.Ordinal
        );
        folder.Delete(recursive: true);
    }
}
