using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Web;

/// <summary>The live hub's contract as TypeScript: its messages, closed sets, error codes, limits and methods. The web
/// client's hub.ts is this text.</summary>
internal static class HubTypeScript
{
    private const int Width = 100;

    public static string Write()
    {
        var docs = XmlDocs.Of(typeof(ILiveSessionHub).Assembly);
        var code = new StringBuilder("// Made from shared/Contracts: change it there, and have this written anew.\n");
        foreach (var set in HubContract.Sets())
            WriteSet(code, docs, set);
        WriteErrorCodes(code);
        foreach (var message in HubContract.Messages())
            WriteMessage(code, docs, message);
        foreach (var union in HubContract.Unions)
            WriteUnion(code, docs, union);
        WriteLimits(code);
        WriteMirrorLimits(code, docs);
        WriteMethods(code, docs, typeof(ILiveSessionHub), "Promise<", ">");
        WriteMethods(code, docs, typeof(ILiveSessionClient), "", "");
        return code.ToString();
    }

    private static void WriteSet(StringBuilder code, XmlDocs docs, Type set)
    {
        var (type, list) = (NameOfValue(set), NameOfList(set));
        code.Append('\n');
        WriteDoc(code, docs.Summary(set), "");
        code.Append(CultureInfo.InvariantCulture, $"export const {list} = [\n");
        foreach (var value in OneOfAttribute.ValuesOf(set))
            code.Append(CultureInfo.InvariantCulture, $"  '{value}',\n");
        code.Append(CultureInfo.InvariantCulture, $"] as const;\nexport type {type} = (typeof {list})[number];\n");
    }

    private static void WriteErrorCodes(StringBuilder code)
    {
        code.Append("\n/** What an error can be, over the hub and over HTTP. */\nexport type ErrorCode =");
        foreach (var field in typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
            code.Append(CultureInfo.InvariantCulture, $"\n  | '{((ErrorCode)field.GetValue(null)!).Code}'");
        code.Append(";\n");
    }

    private static void WriteMessage(StringBuilder code, XmlDocs docs, Type message)
    {
        code.Append('\n');
        WriteDoc(code, docs.Summary(message), "");
        code.Append(CultureInfo.InvariantCulture, $"export interface {message.Name} {{\n");
        if (HubContract.TagOf(message) is { } tag)
            code.Append(CultureInfo.InvariantCulture, $"  type: '{tag}';\n");
        foreach (var property in HubContract.PropertiesOf(message))
        {
            WriteDoc(code, docs.Parameter(message, property.Name), "  ");
            code.Append(
                CultureInfo.InvariantCulture,
                $"  {NameOf(property)}{(WireRule.MayBeMissing(property) ? "?" : "")}: {TypeOf(property)};\n"
            );
        }

        code.Append("}\n");
    }

    private static void WriteUnion(StringBuilder code, XmlDocs docs, Type union)
    {
        code.Append('\n');
        WriteDoc(code, docs.Summary(union), "");
        code.Append(CultureInfo.InvariantCulture, $"export type {union.Name} =");
        foreach (var member in HubContract.MembersOf(union))
            code.Append(CultureInfo.InvariantCulture, $"\n  | {member.Name}");
        code.Append(";\n");
    }

    private static void WriteMirrorLimits(StringBuilder code, XmlDocs docs)
    {
        code.Append('\n');
        WriteDoc(code, docs.Summary(typeof(MirrorLimits)), "");
        code.Append("export const mirrorLimits = {\n");
        foreach (var limit in typeof(MirrorLimits).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            WriteDoc(code, docs.Summary(limit), "  ");
            var name = JsonNamingPolicy.CamelCase.ConvertName(limit.Name);
            code.Append(CultureInfo.InvariantCulture, $"  {name}: {limit.GetRawConstantValue()},\n");
        }

        code.Append("} as const;\n");
    }

    private static void WriteLimits(StringBuilder code)
    {
        code.Append("\n/** How much the hub takes of each message. */\nexport const hubLimits = {\n");
        foreach (var message in HubContract.Messages())
        {
            var limited = HubContract
                .PropertiesOf(message)
                .Select(property => (Name: NameOf(property), Limits: WireRule.Of(property).Limits().ToArray()))
                .Where(property => property.Limits.Length > 0)
                .ToArray();
            if (limited.Length == 0)
                continue;
            code.Append(CultureInfo.InvariantCulture, $"  {message.Name}: {{\n");
            foreach (var (name, limits) in limited)
            {
                var pairs = limits.Select(limit =>
                    string.Create(CultureInfo.InvariantCulture, $"{limit.Name}: {limit.Value}")
                );
                code.Append(CultureInfo.InvariantCulture, $"    {name}: {{ {string.Join(", ", pairs)} }},\n");
            }

            code.Append("  },\n");
        }

        code.Append("} as const;\n");
    }

    private static void WriteMethods(StringBuilder code, XmlDocs docs, Type side, string before, string after)
    {
        code.Append('\n');
        WriteDoc(code, docs.Summary(side), "");
        code.Append(CultureInfo.InvariantCulture, $"export interface {side.Name[1..]} {{\n");
        foreach (var method in side.GetMethods())
        {
            var takes = method
                .GetParameters()
                .Select(parameter => $"{parameter.Name}: {TypeOf(parameter.ParameterType)}");
            var gives = method.ReturnType.IsGenericType ? TypeOf(method.ReturnType.GetGenericArguments()[0]) : "void";
            WriteDoc(code, docs.Summary(method), "  ");
            code.Append(
                CultureInfo.InvariantCulture,
                $"  {method.Name}({string.Join(", ", takes)}): {before}{gives}{after};\n"
            );
        }

        code.Append("}\n");
    }

    private static void WriteDoc(StringBuilder code, string words, string indent)
    {
        if (words.Length == 0)
            return;
        if (indent.Length + words.Length + "/**  */".Length <= Width)
        {
            code.Append(CultureInfo.InvariantCulture, $"{indent}/** {words} */\n");
            return;
        }

        code.Append(CultureInfo.InvariantCulture, $"{indent}/**\n");
        var line = $"{indent} *";
        foreach (var word in words.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                code.Append(line).Append('\n');
                line = $"{indent} *";
            }

            line += $" {word}";
        }

        code.Append(CultureInfo.InvariantCulture, $"{line}\n{indent} */\n");
    }

    private static string TypeOf(PropertyInfo property)
    {
        var type = WireRule.Of(property).OneOf is { } oneOf
            ? oneOf.Set is { } set
                ? NameOfValue(set)
                : string.Join(" | ", oneOf.Values.Select(value => $"'{value}'"))
            : TypeOf(property.PropertyType);
        return HubContract.IsNullable(property) ? $"{type} | null" : type;
    }

    private static string TypeOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(int) || type == typeof(long) || type == typeof(double) => "number",
            _ when HubContract.Messages().Contains(type) => type.Name,
            { IsGenericType: true } when type.GetGenericArguments() is [{ } element] => $"{TypeOf(element)}[]",
            { IsGenericType: true } when type.GetGenericArguments() is [_, { } value] =>
                $"Record<string, {TypeOf(value)}>",
            _ => "string",
        };
    }

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string NameOfValue(Type set) =>
        set.Name.EndsWith("Status", StringComparison.Ordinal) ? set.Name : set.Name.TrimEnd('s');

    private static string NameOfList(Type set) =>
        JsonNamingPolicy.CamelCase.ConvertName(set.Name)
        + (set.Name.EndsWith("Status", StringComparison.Ordinal) ? "es" : "");
}
