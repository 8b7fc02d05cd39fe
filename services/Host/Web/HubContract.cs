using System.Reflection;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Web;

/// <summary>What the live hub's contract consists of, found by walking its methods. Its page and the client's types are
/// both written from this.</summary>
internal static class HubContract
{
    /// <summary>The two sides of the hub: what a client may call, and what the server calls.</summary>
    public static readonly IReadOnlyList<Type> Sides = [typeof(ILiveSessionHub), typeof(ILiveSessionClient)];

    private static readonly Assembly Contracts = typeof(ILiveSessionHub).Assembly;

    /// <summary>Every message, and what messages are made of, by name.</summary>
    public static IReadOnlyList<Type> Messages()
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(
            Sides
                .SelectMany(side => side.GetMethods())
                .SelectMany(method => method.GetParameters().Select(one => one.ParameterType).Append(method.ReturnType))
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
