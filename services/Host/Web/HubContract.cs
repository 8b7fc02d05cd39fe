using System.Reflection;
using System.Text.Json.Serialization;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Web;

/// <summary>What the live hub's contract consists of, found by walking its methods and the messages of the mirror's
/// socket. Its page and the client's types are both written from this.</summary>
internal static class HubContract
{
    /// <summary>The two sides of the hub: what a client may call, and what the server calls.</summary>
    public static readonly IReadOnlyList<Type> Sides = [typeof(ILiveSessionHub), typeof(ILiveSessionClient)];

    /// <summary>What each side may say on the mirror's socket: one of several messages, told apart by its
    /// tag.</summary>
    public static readonly IReadOnlyList<Type> Unions = [typeof(MirrorClientMessage), typeof(MirrorServerMessage)];

    private static readonly Assembly Contracts = typeof(ILiveSessionHub).Assembly;

    /// <summary>Every message, and what messages are made of, by name.</summary>
    public static IReadOnlyList<Type> Messages()
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(
            Sides
                .SelectMany(side => side.GetMethods())
                .SelectMany(method => method.GetParameters().Select(one => one.ParameterType).Append(method.ReturnType))
                .Concat(Unions.SelectMany(MembersOf))
        );
        while (open.TryDequeue(out var type))
        {
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : [])
                open.Enqueue(part);
            if (!IsMessage(type) || !found.Add(type))
                continue;
            foreach (var property in PropertiesOf(type))
                open.Enqueue(property.PropertyType);
        }

        return [.. found.OrderBy(type => type.Name, StringComparer.Ordinal)];
    }

    /// <summary>The messages of a union, in the order in which they are declared.</summary>
    public static IReadOnlyList<Type> MembersOf(Type union) =>
        [.. union.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(member => member.DerivedType)];

    /// <summary>By what a message is told from the others of its union; null for one of none.</summary>
    public static string? TagOf(Type message) =>
        message
            .BaseType?.GetCustomAttributes<JsonDerivedTypeAttribute>()
            .FirstOrDefault(member => member.DerivedType == message)
            ?.TypeDiscriminator?.ToString();

    /// <summary>The closed sets that messages name, by name.</summary>
    public static IReadOnlyList<Type> Sets() =>
        [
            .. Messages()
                .SelectMany(PropertiesOf)
                .Select(property => WireRule.Of(property).OneOf?.Set)
                .OfType<Type>()
                .Distinct()
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];

    /// <summary>What a message has, but for names that only an earlier version goes by.</summary>
    public static IReadOnlyList<PropertyInfo> PropertiesOf(Type message) =>
        [
            .. message
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => !property.IsDefined(typeof(ObsoleteAttribute))),
        ];

    /// <summary>True for a property that may be null.</summary>
    public static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static bool IsMessage(Type type) => type.Assembly == Contracts && type is { IsClass: true };
}
