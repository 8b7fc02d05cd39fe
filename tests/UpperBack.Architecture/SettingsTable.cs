using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UpperBack.Host.Options;

namespace UpperBack.Architecture;

/// <summary>The table in docs/settings.md is made from the options types and their documentation. Run the tests with
/// UPDATE_SETTINGS_TABLE=1 to write it.</summary>
public sealed partial class SettingsTable
{
    private const string Begin = "<!-- settings -->";
    private const string End = "<!-- /settings -->";
    private const string PageName = "docs/settings.md";
    private static readonly string PagePath = Path.Combine(House.Root, "docs", "settings.md");

    [Fact]
    public void TheSettingsPageShowsEverySettingAsItIs()
    {
        var page = File.ReadAllText(PagePath);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(
            begin >= 0 && end > begin,
            $"{PageName} needs the lines {Begin} and {End}; the table stands between them."
        );
        begin += Begin.Length;
        var table = Make(ConfigurationCheck.OptionTypes);
        if (Environment.GetEnvironmentVariable("UPDATE_SETTINGS_TABLE") == "1")
            File.WriteAllText(PagePath, $"{page[..begin]}\n{table}{page[end..]}");
        else
            Assert.True(
                page[begin..end].Trim() == table.Trim(),
                $"{PageName} is old: run the tests with UPDATE_SETTINGS_TABLE=1, and look at the change."
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
                var name = $"{ConfigurationCheck.SectionOf(type)}:{setting.Name}";
                var value = Convert.ToString(setting.GetValue(defaults), CultureInfo.InvariantCulture);
                var shown = string.IsNullOrEmpty(value) ? "" : $"`{value}`";
                table.Append(CultureInfo.InvariantCulture, $"| `{name}` | {shown} | {Explain(setting)} |\n");
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
