using Mono.Cecil;
using UpperBack.Architecture.Samples;

namespace UpperBack.Architecture;

/// <summary>Contracts is made of the base class library; hubs only pass on; clients are called by typed
/// interfaces.</summary>
public sealed class WireRules
{
    private static readonly string BaseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    [Fact]
    public void ContractsUsesTheBaseClassLibraryOnly() => Assert.Empty(FindOutsiders(House.Assembly("Contracts")));

    [Fact]
    public void ContractsThatUseMoreAreFound()
    {
        var fake = AssemblyDefinition.CreateAssembly(
            new AssemblyNameDefinition("Fake", new Version(1, 0)),
            "Fake",
            ModuleKind.Dll
        );
        foreach (
            var name in new[]
            {
                "System.Text.Json",
                "NodaTime",
                "Microsoft.AspNetCore.Http.Abstractions",
                "UpperBack.Kernel",
            }
        )
            fake.MainModule.AssemblyReferences.Add(new AssemblyNameReference(name, new Version(1, 0)));

        Assert.Equal(["NodaTime", "Microsoft.AspNetCore.Http.Abstractions", "UpperBack.Kernel"], FindOutsiders(fake));
    }

    [Fact]
    public void EventsAreSealedRecords()
    {
        var events = House.Assembly("Contracts").MainModule.Types.Where(IsEvent).ToList();
        Assert.NotEmpty(events);
        Assert.Empty(events.Where(type => !IsSealedRecord(type)).Select(type => type.Name));
        Assert.True(IsEvent(House.Sample<OpenEvent>()) && !IsSealedRecord(House.Sample<OpenEvent>()));
    }

    [Fact]
    public void HubsHoldNoSqlAndNoDatabase()
    {
        var hubs = House.Services.SelectMany(service => House.Assembly(service).MainModule.Types).Where(IsHub).ToList();
        Assert.NotEmpty(hubs);
        Assert.Empty(hubs.SelectMany(FindData));
    }

    [Fact]
    public void AHubWithSqlOrADatabaseIsFound()
    {
        Assert.True(IsHub(House.Sample<SqlHub>()) && IsHub(House.Sample<DatabaseHub>()));
        Assert.Equal("SqlHub holds SQL", Assert.Single(FindData(House.Sample<SqlHub>())));
        Assert.Contains(
            "DatabaseHub uses UpperBack.Infrastructure.Data.ServiceDatabase",
            FindData(House.Sample<DatabaseHub>())
        );
    }

    [Fact]
    public void ClientsAreCalledByTypedInterfaces()
    {
        Assert.Empty(
            House
                .Services.SelectMany(service => House.Assembly(service).MainModule.Types)
                .Where(CallsByName)
                .Select(type => type.FullName)
        );
        Assert.True(CallsByName(House.Sample<UntypedSender>()));
    }

    private static IEnumerable<string> FindOutsiders(AssemblyDefinition assembly) =>
        assembly
            .MainModule.AssemblyReferences.Select(reference => reference.Name)
            .Where(name => !File.Exists(Path.Combine(BaseLibrary, name + ".dll")));

    private static bool IsEvent(TypeDefinition type) =>
        type.IsClass
        && type.Interfaces.Any(implementation =>
            implementation.InterfaceType.FullName == typeof(IIntegrationEvent).FullName
        );

    private static bool IsSealedRecord(TypeDefinition type) =>
        type.IsSealed && type.Methods.Any(method => method.Name == "<Clone>$");

    private static bool IsHub(TypeDefinition type) =>
        type.BaseType?.FullName.StartsWith("Microsoft.AspNetCore.SignalR.Hub", StringComparison.Ordinal) == true;

    private static IEnumerable<string> FindData(TypeDefinition hub) =>
        hub.Mentions()
            .Where(mention =>
                mention.Namespace
                    is "Dapper"
                        or "System.Data"
                        or "System.Data.Common"
                        or "UpperBack.Infrastructure.Data"
            )
            .Select(mention => $"{hub.Name} uses {mention.FullName}")
            .Concat(
                hub.Literals()
                    .Any(text =>
                        text.TrimStart().Split(' ', '\n')[0] is "select" or "insert" or "update" or "delete" or "with"
                    )
                    ? [$"{hub.Name} holds SQL"]
                    : []
            );

    private static bool CallsByName(TypeDefinition type) =>
        type.Mentions().Any(mention => mention.FullName == "Microsoft.AspNetCore.SignalR.ClientProxyExtensions");
}
