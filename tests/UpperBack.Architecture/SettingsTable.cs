using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UpperBack.Host.Options;

namespace UpperBack.Architecture;

/// <summary>The README's table of settings is made from the options types and their documentation. Run the tests with
/// UPDATE_SETTINGS_TABLE=1 to write it.</summary>
public sealed partial class SettingsTable
{
    private const string Begin = "<!-- settings -->";
    private const string End = "<!-- /settings -->";
    private static readonly string Readme = Path.Combine(House.Root, "README.md");

    [Fact]
    public void TheReadmeShowsEverySettingAsItIs()
    {
        var readme = File.ReadAllText(Readme);
        var (begin, end) = (
            readme.IndexOf(Begin, StringComparison.Ordinal),
            readme.IndexOf(End, StringComparison.Ordinal)
        );
        Assert.True(
            begin >= 0 && end > begin,
            $"README.md needs the lines {Begin} and {End}; the table stands between them."
        );
        var table = Make(ConfigurationCheck.OptionTypes);
        if (Environment.GetEnvironmentVariable("UPDATE_SETTINGS_TABLE") == "1")
            File.WriteAllText(Readme, $"{readme[..(begin + Begin.Length)]}\n{table}{readme[end..]}");
        else
            Assert.True(
                readme[(begin + Begin.Length)..end].Trim() == table.Trim(),
                "README.md's settings table is old: run the tests with UPDATE_SETTINGS_TABLE=1, and look at the change."
            );
    }

    [Fact]
    public void EverySettingIsExplained() =>
        Assert.All(ConfigurationCheck.OptionTypes.SelectMany(Settings), setting =>
            Assert.False(
                string.IsNullOrWhiteSpace(Explain(setting)),
                $"{setting.DeclaringType!.Name}.{setting.Name} has no summary."
            )
        );

    [Fact]
    public void ASettingWithoutExplanationIsFound() =>
        Assert.Equal(
            "",
            Explain(
                typeof(SettingsTable).GetProperty(nameof(Unexplained), BindingFlags.NonPublic | BindingFlags.Static)!
            )
        );

    [Fact]
    public void EveryOptionsTypeOfAServiceIsKnownToHost()
    {
        var made = House
            .Services.Select(service =>
                System.Reflection.Assembly.Load($"UpperBack.{service}").GetType($"UpperBack.{service}.{service}Options")
            )
            .OfType<Type>();
        Assert.Empty(made.Except(ConfigurationCheck.OptionTypes).Select(type => type.Name));
    }

    private static int Unexplained => 0;

    private static string Make(IEnumerable<Type> types)
    {
        var table = new StringBuilder("| Setting | Default | What it is |\n|---|---|---|\n");
        foreach (var type in types)
        {
            var defaults = Activator.CreateInstance(type);
            foreach (var setting in Settings(type))
            {
                var value = Convert.ToString(setting.GetValue(defaults), CultureInfo.InvariantCulture);
                table.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{ConfigurationCheck.SectionOf(type)}:{setting.Name}` | {(string.IsNullOrEmpty(value) ? "" : $"`{value}`")} | {Explain(setting)} |\n"
                );
            }
        }

        return table.ToString();
    }

    private static IEnumerable<PropertyInfo> Settings(Type type) =>
        type.GetProperties().Where(property => property.CanWrite);

    private static string Explain(PropertyInfo setting)
    {
        var documentation = Path.ChangeExtension(setting.DeclaringType!.Assembly.Location, ".xml");
        var member = !File.Exists(documentation)
            ? null
            : XDocument
                .Load(documentation)
                .Descendants("member")
                .FirstOrDefault(member =>
                    member.Attribute("name")?.Value == $"P:{setting.DeclaringType.FullName}.{setting.Name}"
                );
        var words = string.Concat(member?.Element("summary")?.Nodes().Select(InMarkdown) ?? []);
        return Space().Replace(words, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string InMarkdown(XNode node) =>
        node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")?.Value.Split('.')[^1]}`",
            XElement element => element.Value,
            _ => ((XText)node).Value,
        };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
