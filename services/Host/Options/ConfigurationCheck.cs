using System.Globalization;
using System.Reflection;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Limits;
using UpperBack.Infrastructure.Messaging;
using UpperBack.Infrastructure.Redis;
using UpperBack.Infrastructure.Telemetry;

namespace UpperBack.Host.Options;

/// <summary>Finds everything that is wrong with the settings, so that all of it is said at once.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Every options type, with its section.</summary>
    public static readonly IReadOnlyList<Type> OptionTypes =
    [
        typeof(ProcessOptions),
        typeof(DemoOptions),
        typeof(DataOptions),
        typeof(MessagingOptions),
        typeof(RedisOptions),
        typeof(LimitsOptions),
        typeof(TelemetryOptions),
        .. Modules.OptionTypes,
    ];

    /// <summary>Name of an options type's section.</summary>
    public static string SectionOf(Type options) =>
        (string)options.GetField("Section", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    /// <summary>What is wrong, a sentence each; empty when all is well.</summary>
    public static IReadOnlyList<string> Find(IConfiguration configuration)
    {
        var errors = new List<string>();
        foreach (var type in OptionTypes)
            errors.AddRange(FindUnreadable(configuration.GetSection(SectionOf(type)), type));
        if (errors.Count > 0)
            return errors;

        T Bind<T>()
            where T : new() => configuration.GetSection(SectionOf(typeof(T))).Get<T>() ?? new T();

        var (host, demo, data, bus, redis) = (
            Bind<ProcessOptions>(),
            Bind<DemoOptions>(),
            Bind<DataOptions>(),
            Bind<MessagingOptions>(),
            Bind<RedisOptions>()
        );
        var embedded = new (string Name, string Value, string Embedded)[]
        {
            ("Data:Provider", data.Provider, "sqlite"),
            ("Bus:Provider", bus.Provider, "memory"),
            ("Redis:Provider", redis.Provider, "embedded"),
        }
            .Where(provider => provider.Value == provider.Embedded)
            .ToArray();
        var roles = host.RoleList();
        foreach (var role in roles.Except(HostRoles.All))
            errors.Add($"Host:Roles names '{role}', which is no role: use {string.Join(", ", HostRoles.All)}, or all.");
        if (roles.Count == 0)
            errors.Add("Host:Roles is empty: use all.");

        if (HostRoles.All.Except(roles).Any() && embedded.Length > 0)
        {
            errors.Add(
                "Host:Roles leaves roles out, but "
                    + $"{string.Join(" and ", embedded.Select(provider => $"{provider.Name} is '{provider.Value}'"))}, "
                    + "which lives in one process and cannot be shared: use --roles all, or PostgreSQL, RabbitMQ and "
                    + "a Redis server."
            );
        }

        RequireOneOf(errors, "Demo:Enabled", demo.Enabled, "on", "off", "true", "false", "True", "False");
        RequireBetween(errors, "Demo:Participants", demo.Participants, 0, 200);
        RequireBetween(errors, "Demo:PauseSeconds", demo.PauseSeconds, 1, 3600);
        foreach (var type in OptionTypes.Where(type => type.IsAssignableTo(typeof(ICheckedOptions))))
            errors.AddRange(
                (
                    (ICheckedOptions)(
                        configuration.GetSection(SectionOf(type)).Get(type) ?? Activator.CreateInstance(type)!
                    )
                ).FindErrors()
            );
        return errors;
    }

    private static IEnumerable<string> FindUnreadable(IConfigurationSection section, Type type)
    {
        foreach (var setting in section.GetChildren().Where(child => !RenamedSettings.IsOldName(child.Path)))
        {
            var property = type.GetProperties()
                .FirstOrDefault(p => p.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                yield return $"{setting.Path} is no setting: there are "
                    + $"{string.Join(", ", type.GetProperties().Select(p => $"{section.Path}:{p.Name}"))}.";
            else if (
                property.PropertyType == typeof(int)
                && !int.TryParse(setting.Value, CultureInfo.InvariantCulture, out _)
            )
                yield return $"{setting.Path} is '{setting.Value}', but must be a whole number.";
            else if (
                property.PropertyType == typeof(double)
                && !double.TryParse(setting.Value, CultureInfo.InvariantCulture, out _)
            )
                yield return $"{setting.Path} is '{setting.Value}', but must be a number such as 0.5.";
        }
    }

    private static void RequireOneOf(List<string> errors, string setting, string value, params string[] allowed)
    {
        if (!allowed.Contains(value))
            errors.Add($"{setting} is '{value}', but must be {string.Join(" or ", allowed.Select(a => $"'{a}'"))}.");
    }

    private static void RequireBetween(List<string> errors, string setting, int value, int min, int max)
    {
        if (value < min || value > max)
            errors.Add($"{setting} is {value}, but must be from {min} to {max}.");
    }
}
