using System.Reflection;
using System.Text.Json;

namespace UpperBack.Contracts;

/// <summary>A text that is one of a closed set. The descriptions of the API and of the hub say which; whoever reads it
/// tolerates one that is not known yet.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class OneOfAttribute : Attribute
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>These values.</summary>
    public OneOfAttribute(params string[] values) => Values = values;

    /// <summary>The names of an enum, or what a class holds: its list <c>All</c>, or else its constants.</summary>
    public OneOfAttribute(Type set)
    {
        Set = set;
        Values = ValuesOf(set);
    }

    /// <summary>One of the lists that a class holds.</summary>
    public OneOfAttribute(Type holder, string list) =>
        Values = ListOf(holder, list)
            ?? throw new ArgumentException($"{holder.Name} has no list {list}.", nameof(list));

    /// <summary>The type that they are all values of; null when there is none.</summary>
    public Type? Set { get; }

    /// <summary>The values, in the order in which they are declared.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The values of an enum or of a class that holds them.</summary>
    public static IReadOnlyList<string> ValuesOf(Type set) =>
        set.IsEnum
            ? [.. Enum.GetNames(set).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)]
            : ListOf(set, "All")
                ??
                [
                    .. set.GetFields(Any)
                        .Where(field => field.IsLiteral && field.FieldType == typeof(string))
                        .Select(field => (string)field.GetRawConstantValue()!),
                ];

    private static IReadOnlyList<string>? ListOf(Type holder, string list) =>
        holder.GetField(list, Any)?.GetValue(null) as IReadOnlyList<string>;
}
