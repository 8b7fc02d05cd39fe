using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace UpperBack.Host.Web;

/// <summary>What a value on the wire may be, as the attributes of its record say it: how long a text or a list, from
/// where to where a number, which texts there are. The checks of a request use the same constants.</summary>
internal sealed record WireRule
{
    /// <summary>The values of a closed set; null when it is open.</summary>
    public OneOfAttribute? OneOf { get; private init; }

    /// <summary>Characters of a text.</summary>
    public int? MinLength { get; private init; }

    /// <summary>Characters of a text.</summary>
    public int? MaxLength { get; private init; }

    /// <summary>Entries of a list.</summary>
    public int? MinItems { get; private init; }

    /// <summary>Entries of a list.</summary>
    public int? MaxItems { get; private init; }

    /// <summary>The lowest number.</summary>
    public double? Minimum { get; private init; }

    /// <summary>The highest number; null where it only says "any whole number".</summary>
    public double? Maximum { get; private init; }

    /// <summary>What holds for a property; a record's may stand at its constructor's parameter.</summary>
    public static WireRule Of(PropertyInfo property) =>
        Of(
            property.PropertyType,
            [
                .. property.GetCustomAttributes(),
                .. ParametersOf(property).SelectMany(parameter => parameter.GetCustomAttributes()),
            ]
        );

    /// <summary>What holds for an endpoint's parameter.</summary>
    public static WireRule Of(ParameterInfo parameter) =>
        Of(parameter.ParameterType, [.. parameter.GetCustomAttributes()]);

    /// <summary>True for what may be left out: a record's parameter with a default. What a record tells of itself, and
    /// what stands in its base, is always there.</summary>
    public static bool MayBeMissing(PropertyInfo property) => ParametersOf(property).Any(one => one.HasDefaultValue);

    /// <summary>The limits by their names in a JSON schema.</summary>
    public IEnumerable<(string Name, double Value)> Limits() =>
        new (string Name, double? Value)[]
        {
            ("minLength", MinLength),
            ("maxLength", MaxLength),
            ("minItems", MinItems),
            ("maxItems", MaxItems),
            ("minimum", Minimum),
            ("maximum", Maximum),
        }
            .Where(limit => limit.Value is not null)
            .Select(limit => (limit.Name, limit.Value!.Value));

    private static WireRule Of(Type type, IReadOnlyList<Attribute> attributes)
    {
        var isList = type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));
        var text = attributes.OfType<StringLengthAttribute>().FirstOrDefault();
        var least = attributes.OfType<MinLengthAttribute>().FirstOrDefault()?.Length;
        var most = attributes.OfType<MaxLengthAttribute>().FirstOrDefault()?.Length;
        var range = attributes.OfType<RangeAttribute>().FirstOrDefault();
        return new WireRule
        {
            OneOf = attributes.OfType<OneOfAttribute>().FirstOrDefault(),
            MinLength =
                text is { MinimumLength: > 0 } ? text.MinimumLength
                : isList ? null
                : least,
            MaxLength = text?.MaximumLength ?? (isList ? null : most),
            MinItems = isList ? least : null,
            MaxItems = isList ? most : null,
            Minimum = NumberOf(range?.Minimum),
            Maximum = range?.Maximum is int.MaxValue ? null : NumberOf(range?.Maximum),
        };
    }

    private static IEnumerable<ParameterInfo> ParametersOf(PropertyInfo property) =>
        property
            .DeclaringType!.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == property.Name);

    private static double? NumberOf(object? bound) =>
        bound is null ? null : Convert.ToDouble(bound, System.Globalization.CultureInfo.InvariantCulture);
}
