using Npgsql;
using RabbitMQ.Client;
using UpperBack.Testing.Servers;

namespace UpperBack.Conformance;

/// <summary>The servers that the tests of production providers stand on do what is said of them: what a scenario does
/// to them, they suffer.</summary>
[Collection(Production.Name)]
public sealed class ServerTests(Production.Fixture production)
{
    [Fact]
    public async Task AKilledPostgresComesBackWithWhatWasCommitted()
    {
        var postgres = await production.Servers.PostgresAsync();
        var name = production.Servers.NewName();
        await postgres.CreateDatabaseAsync(name);
        await postgres.QueryAsync(name, "create table notes (text text); insert into notes values ('kept')");

        await postgres.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => postgres.QueryAsync(name, "select 1"));
        await postgres.StartAgainAsync();

        Assert.Equal("kept", await postgres.QueryAsync(name, "select text from notes"));
        Assert.Equal("on", await postgres.QueryAsync(name, "show fsync"));
        await postgres.DropDatabaseAsync(name);
    }

    [Fact]
    public async Task AFrozenPostgresAnswersWhatItWasAskedOnceItThaws()
    {
        var postgres = await production.Servers.PostgresAsync();
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("postgres"));
        await connection.OpenAsync();

        postgres.Freeze();
        await using var command = new NpgsqlCommand("select 1", connection);
        var asked = command.ExecuteScalarAsync();
        await Task.Delay(500);
        Assert.False(asked.IsCompleted);
        postgres.Thaw();

        Assert.Equal(1, await asked);
    }

    [Fact]
    public async Task AKilledRedisComesBackEmpty()
    {
        var redis = await production.Servers.RedisAsync();
        await using (var connection = await redis.ConnectAsync())
            await connection.GetDatabase().StringSetAsync("note", "gone");

        await redis.KillAsync();
        Assert.False(redis.IsRunning);
        await redis.StartAgainAsync();

        await using var again = await redis.ConnectAsync();
        Assert.False(await again.GetDatabase().KeyExistsAsync("note"));
        await again.GetDatabase().StringSetAsync("note", "gone too");
        await redis.FlushAsync();
        Assert.False(await again.GetDatabase().KeyExistsAsync("note"));
    }

    [Fact]
    public async Task AKilledRabbitComesBackWithWhatItConfirmed()
    {
        var rabbit = await production.Servers.RabbitAsync();
        var name = production.Servers.NewName();
        await rabbit.CreateVirtualHostAsync(name);
        await using (var connection = await rabbit.ConnectAsync(name))
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.ExchangeDeclareAsync("notes", ExchangeType.Fanout, durable: true);
            await channel.QueueDeclareAsync(
                "notes",
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }
            );
            await channel.QueueBindAsync("notes", "notes", "");
        }

        Assert.Equal(["notes"], await rabbit.ListQueuesAsync(name));

        // RabbitMQ 3.10 writes the name of a new quorum queue down only seconds later; killed before that, it begins
        // the queue anew.
        await Task.Delay(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 3; i++)
            await rabbit.PublishRawAsync(
                name,
                "notes",
                [(byte)i],
                headers: new Dictionary<string, object?> { ["number"] = i }
            );
        await rabbit.KillAsync();
        Assert.False(rabbit.IsRunning);
        await rabbit.StartAgainAsync();

        Assert.Equal(["notes"], await rabbit.ListQueuesAsync(name));
        await Eventually.Is(() => rabbit.CountAsync(name, "notes"), count => count == 3);
        Assert.Equal(0, await rabbit.CountAsync(name, "others"));
        Assert.Equal(3, await rabbit.PurgeAsync(name, "notes"));
        await rabbit.DeleteVirtualHostAsync(name);
    }

    [Fact]
    public async Task WhatATestLeavesDeadOrFrozenIsThereForTheNext()
    {
        var (postgres, redis) = (await production.Servers.PostgresAsync(), await production.Servers.RedisAsync());
        await postgres.KillAsync();
        redis.Freeze();

        Assert.Equal("1", await (await production.Servers.PostgresAsync()).QueryAsync("postgres", "select 1"));
        await using var connection = await (await production.Servers.RedisAsync()).ConnectAsync();
        await connection.GetDatabase().PingAsync();
    }
}
