using System.Reflection;
using System.Text.RegularExpressions;
using Mono.Cecil;
using UpperBack.Architecture.Samples;

namespace UpperBack.Architecture;

/// <summary>Each service speaks SQL to its own tables only, and names the columns it reads.</summary>
public sealed partial class SqlRules
{
    private static readonly Dictionary<string, string[]> TablesByService = House.Services.ToDictionary(
        service => service,
        service => Migrations(House.Assembly(service)).SelectMany(TablesMadeBy).ToArray()
    );

    [Fact]
    public void EveryServiceHasTablesOfItsOwn() =>
        Assert.All(TablesByService, service =>
            Assert.True(service.Value.Length > 0, $"{service.Key}: no migration makes a table.")
        );

    [Fact]
    public void NoServiceTouchesAnothersTables() =>
        Assert.Empty(
            House.Services.SelectMany(service =>
            {
                var others = TablesByService
                    .Where(other => other.Key != service)
                    .SelectMany(other => other.Value)
                    .Except(TablesByService[service])
                    .ToArray();
                var otherNames = House
                    .Services.Where(other => other != service)
                    .Select(other => other.ToLowerInvariant())
                    .ToArray();
                return SqlOf(service)
                    .SelectMany(sql =>
                        FindForeignTables(sql, others, otherNames).Select(table => $"{service} touches {table}")
                    );
            })
        );

    [Fact]
    public void SqlOnAnothersTableIsFound()
    {
        var sample = House.Samples.MainModule.GetType(typeof(ForeignSql).FullName);
        var found = sample.Literals().SelectMany(sql => FindForeignTables(sql, ["their_table"], ["theirs"])).ToList();
        Assert.Equal(["their_table", "their_table", "their_table", "theirs.something"], found);
        Assert.Empty(
            House
                .Samples.MainModule.GetType(typeof(OwnSql).FullName)
                .Literals()
                .SelectMany(sql => FindForeignTables(sql, ["their_table"], ["theirs"]))
        );
    }

    [Fact]
    public void TablesAreFoundInMigrations() =>
        Assert.Equal(
            ["first", "second_one"],
            TablesMadeBy(
                "create table first (id integer);\ncreate unique index i on first (id);\n"
                    + "CREATE TABLE IF NOT EXISTS second_one (id integer);"
            )
        );

    [Fact]
    public void EverySelectNamesItsColumns() =>
        Assert.Empty(
            House.Services.SelectMany(service =>
                SqlOf(service).Where(ReadsEverythingOf).Select(sql => $"{service}: {sql}")
            )
        );

    [Fact]
    public void ASelectOfEverythingIsFound()
    {
        Assert.Equal(
            2,
            House.Samples.MainModule.GetType(typeof(ReadsEverything).FullName).Literals().Count(ReadsEverythingOf)
        );
        Assert.False(ReadsEverythingOf("select count(*) from own_table"));
        Assert.False(ReadsEverythingOf("select a * b as Product from own_table"));
    }

    private static IEnumerable<string> SqlOf(string service) =>
        House
            .Assembly(service)
            .MainModule.Types.SelectMany(type => type.Literals())
            .Concat(Migrations(House.Assembly(service)));

    private static IEnumerable<string> Migrations(AssemblyDefinition assembly) =>
        assembly
            .MainModule.Resources.OfType<EmbeddedResource>()
            .Where(resource => resource.Name.StartsWith("Migrations/", StringComparison.Ordinal))
            .Select(resource => new StreamReader(resource.GetResourceStream()).ReadToEnd());

    private static IEnumerable<string> TablesMadeBy(string migration) =>
        CreatedTable().Matches(migration).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> FindForeignTables(
        string literal,
        IReadOnlyCollection<string> tables,
        IReadOnlyCollection<string> schemas
    ) =>
        Sql().IsMatch(literal)
            ? TouchedTable()
                .Matches(literal)
                .Where(match =>
                    tables.Contains(match.Groups["table"].Value) || schemas.Contains(match.Groups["schema"].Value)
                )
                .Select(match => match.Groups["name"].Value)
            : [];

    private static bool ReadsEverythingOf(string literal) => SelectEverything().IsMatch(literal);

    /// <summary>SQL here is lower-case from its first word; words for people begin with a capital.</summary>
    [GeneratedRegex(
        @"^\s*(--|select|insert|update|delete|with|create|alter|from|(left |inner |cross )?join|where|and|on)\s"
    )]
    private static partial Regex Sql();

    [GeneratedRegex(
        @"\b(from|join|into|update|table|references|on)\s+(if (not )?exists\s+)?"
            + @"(?<name>((?<schema>\w+)\.)?(?<table>\w+))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TouchedTable();

    [GeneratedRegex(@"create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"\bselect\s+(distinct\s+)?(\w+\.)?\*", RegexOptions.IgnoreCase)]
    private static partial Regex SelectEverything();
}
