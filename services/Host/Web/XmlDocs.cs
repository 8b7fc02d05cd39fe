using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace UpperBack.Host.Web;

/// <summary>The doc comments of an assembly, as they were written; the compiler puts them beside it.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> members;

    private XmlDocs(Dictionary<string, XElement> members) => this.members = members;

    /// <summary>Reads the doc comments of an assembly; empty when they were not published with it.</summary>
    public static XmlDocs Of(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        return new XmlDocs(
            File.Exists(file)
                ? XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value)
                : []
        );
    }

    /// <summary>Summary of a type.</summary>
    public string Summary(Type type) => Text(Find($"T:{type.FullName}")?.Element("summary"));

    /// <summary>Summary of a method, found by its name.</summary>
    public string Summary(MethodInfo method) =>
        Text(
            members
                .FirstOrDefault(member =>
                    member.Key.StartsWith($"M:{method.DeclaringType!.FullName}.{method.Name}", StringComparison.Ordinal)
                )
                .Value?.Element("summary")
        );

    /// <summary>Summary of a constant or static field.</summary>
    public string Summary(FieldInfo field) =>
        Text(Find($"F:{field.DeclaringType!.FullName}.{field.Name}")?.Element("summary"));

    /// <summary>What a record says of one of its parameters.</summary>
    public string Parameter(Type type, string name) =>
        Text(
            Find($"T:{type.FullName}")
                ?.Elements("param")
                .FirstOrDefault(param =>
                    string.Equals(param.Attribute("name")?.Value, name, StringComparison.OrdinalIgnoreCase)
                )
        );

    private XElement? Find(string key) => members.GetValueOrDefault(key);

    private static string Text(XElement? element)
    {
        if (element is null)
            return "";

        var words = string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XText text => text.Value,
                        XElement { Name.LocalName: "see" } see => (see.Attribute("cref")?.Value ?? "")
                            .Split('.')
                            .Last(),
                        XElement { Name.LocalName: "paramref" } reference => reference.Attribute("name")?.Value ?? "",
                        XElement other => other.Value,
                        _ => "",
                    }
                )
        );
        return Spaces().Replace(words, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
