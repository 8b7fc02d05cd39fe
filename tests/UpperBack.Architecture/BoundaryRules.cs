using System.Xml.Linq;
using Mono.Cecil;
using UpperBack.Architecture.Samples;

namespace UpperBack.Architecture;

/// <summary>Services never reference each other; only Host references services; a service shows its module and its
/// options.</summary>
public sealed class BoundaryRules
{
    private static readonly string[] Shared = ["UpperBack.Contracts", "UpperBack.Kernel", "UpperBack.Infrastructure"];

    [Fact]
    public void EveryServiceInTheTreeIsCoveredByTheseTests()
    {
        Assert.Contains("Accounts", House.Services);
        Assert.All(House.Services, service =>
            Assert.True(
                File.Exists(House.PathOf(service)),
                $"{service} is not built into the tests: let Host reference it."
            )
        );
        Assert.All(House.Services, service =>
            Assert.NotNull(House.Assembly(service).MainModule.GetType($"UpperBack.{service}.{service}Module"))
        );
    }

    [Fact]
    public void ServicesUseNothingOfTheHouseButWhatIsShared() =>
        Assert.Empty(House.Services.SelectMany(service => FindForbiddenReferences(House.Assembly(service))));

    [Fact]
    public void AServiceThatUsesAnotherIsFound()
    {
        var fake = AssemblyDefinition.CreateAssembly(
            new AssemblyNameDefinition("UpperBack.Fake", new Version(1, 0)),
            "Fake",
            ModuleKind.Dll
        );
        fake.MainModule.AssemblyReferences.Add(new AssemblyNameReference("UpperBack.Kernel", new Version(1, 0)));
        Assert.Empty(FindForbiddenReferences(fake));

        fake.MainModule.AssemblyReferences.Add(new AssemblyNameReference("UpperBack.Live", new Version(1, 0)));
        Assert.Equal("UpperBack.Fake uses UpperBack.Live", Assert.Single(FindForbiddenReferences(fake)));
    }

    [Fact]
    public void OnlyHostReferencesServices()
    {
        var projects = House.Files("services", "*.csproj").Concat(House.Files("shared", "*.csproj")).ToList();
        Assert.True(projects.Count > House.Services.Count);
        Assert.Empty(
            projects
                .Where(path => !path.EndsWith("UpperBack.Host.csproj", StringComparison.Ordinal))
                .SelectMany(path => FindServiceReferences(path, XDocument.Load(path)))
        );
    }

    [Fact]
    public void AProjectThatReferencesAServiceIsFound()
    {
        var folder = Path.Combine(House.Root, "services", "Fake", "Fake.csproj");
        Assert.Single(
            FindServiceReferences(
                folder,
                XDocument.Parse("""<Project><ProjectReference Include="../Live/UpperBack.Live.csproj" /></Project>""")
            )
        );
        Assert.Empty(
            FindServiceReferences(
                folder,
                XDocument.Parse(
                    """<Project><ProjectReference Include="../../shared/Kernel/UpperBack.Kernel.csproj" /></Project>"""
                )
            )
        );
    }

    [Fact]
    public void AServiceShowsItsModuleAndItsOptionsOnly() =>
        Assert.Empty(
            House.Services.SelectMany(service => FindShownTypes(House.Assembly(service).MainModule.Types, service))
        );

    [Fact]
    public void ATypeThatAServiceShowsByMistakeIsFound() =>
        Assert.Equal(
            "Sample shows PublicByMistake",
            Assert.Single(
                FindShownTypes(
                    House.Samples.MainModule.Types.Where(type => type.Namespace == typeof(SampleModule).Namespace),
                    "Sample"
                )
            )
        );

    private static IEnumerable<string> FindForbiddenReferences(AssemblyDefinition assembly) =>
        assembly
            .MainModule.AssemblyReferences.Where(reference =>
                reference.Name.StartsWith("UpperBack.", StringComparison.Ordinal) && !Shared.Contains(reference.Name)
            )
            .Select(reference => $"{assembly.Name.Name} uses {reference.Name}");

    private static IEnumerable<string> FindServiceReferences(string path, XDocument project) =>
        project
            .Descendants("ProjectReference")
            .Select(reference =>
                Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, reference.Attribute("Include")!.Value))
            )
            .Where(target => House.Short(target).StartsWith("services/", StringComparison.Ordinal))
            .Select(target => $"{House.Short(path)} references {House.Short(target)}");

    private static IEnumerable<string> FindShownTypes(IEnumerable<TypeDefinition> types, string service) =>
        types
            .Where(type => type.IsPublic && type.Name != $"{service}Module" && type.Name != $"{service}Options")
            .Select(type => $"{service} shows {type.Name}");
}
