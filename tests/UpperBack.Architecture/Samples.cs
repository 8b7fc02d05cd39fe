#pragma warning disable CA1823, CA1852, CA2211, CS0169, CS0414, CS0649
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace UpperBack.Architecture.Samples;

// Each type here breaks one rule on purpose: a rule that does not report its sample has gone blind.

public sealed class SampleModule;

public sealed class SampleOptions;

public sealed class PublicByMistake;

internal static class ForeignSql
{
    public static string Read() => "select id as Id from their_table";

    public static string Join() =>
        """
            select o.id as Id
            from own_table o
            left join their_table t on t.id = o.id
            """;

    public static string Write(string more) => $"update their_table set name = @name where {more}";

    public static string WithSchema() => "delete from theirs.something where id = @id";
}

internal static class OwnSql
{
    public static string Read() => "select id as Id from own_table where theirs = @theirs";

    public static string Words() => "Take it from their_table.";
}

internal static class ReadsEverything
{
    public static string Read() => "select * from own_table";

    public static string ReadAlias() => "select o.* from own_table o";
}

internal sealed class ClockReader(TimeProvider clock)
{
    public bool IsLate() => clock.GetUtcNow().Hour > 12;
}

internal static class DirectlyImpure
{
    public static int Count(System.Data.IDbConnection connection) => connection.QuerySingle<int>("select 1");
}

internal static class IndirectlyImpure
{
    public static bool Decide(ClockReader reader) => reader.IsLate();
}

internal sealed record PurePair(int First, IReadOnlyList<int> Second)
{
    public int Sum() => Second.Where(value => value > First).Sum();
}

internal sealed class SqlHub : Hub
{
    public static string Read() => "select id as Id from own_table";
}

internal sealed class DatabaseHub(UpperBack.Infrastructure.Data.ServiceDatabase database) : Hub
{
    public string Name() => database.Name;
}

internal sealed class UntypedSender(IHubContext<SqlHub> hub)
{
    public Task SendAsync() => hub.Clients.All.SendAsync("News");
}

internal static class KeyByHand
{
    public static RedisKey Key(int id) => $"sample:{id}";
}

internal static class SampleKeys
{
    public static RedisKey Key(int id) => $"sample:{id}";
}

internal static partial class LogsElsewhere
{
    [LoggerMessage(1, LogLevel.Information, "Logged")]
    public static partial void Logged(ILogger log);
}

internal sealed class HashesByTheWay(IPasswordHasher<object> hasher)
{
    public string Hash(string password) => hasher.HashPassword(this, password);
}

internal sealed class LetsIdentityHash(UserManager<object> accounts)
{
    public async Task<bool> MakeAsync(string password) => (await accounts.CreateAsync(this, password)).Succeeded;
}

internal static class MutableState
{
    public static int Counter;

    public static void Count() => Counter++;
}

internal static class FixedState
{
    public static readonly int[] Numbers = [1, 2];

    public static IEnumerable<int> Doubled() => Numbers.Select(number => number * 2);
}

internal class OpenEvent : IIntegrationEvent;
