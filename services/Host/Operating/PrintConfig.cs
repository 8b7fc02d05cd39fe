using System.Globalization;
using UpperBack.Host.Options;

namespace UpperBack.Host.Operating;

/// <summary><c>print-config</c>: every setting as it is in force, and its default where that is another. Secrets are
/// hidden.</summary>
internal static class PrintConfig
{
    private const string Addresses = "http://localhost:5080";

    public static async Task<int> RunAsync(VerbCall call)
    {
        var configuration = call.Builder.Configuration;
        await call.Output.WriteLineAsync(Line("Urls", configuration["Urls"] ?? Addresses, Addresses));
        foreach (var type in ConfigurationCheck.OptionTypes)
        {
            var section = ConfigurationCheck.SectionOf(type);
            var defaults = Activator.CreateInstance(type)!;
            var values = configuration.GetSection(section).Get(type) ?? defaults;
            foreach (var setting in type.GetProperties().Where(property => property.CanWrite))
                await call.Output.WriteLineAsync(
                    Line($"{section}:{setting.Name}", Text(setting.GetValue(values)), Text(setting.GetValue(defaults)))
                );
        }

        return 0;
    }

    private static string Line(string setting, string value, string standard)
    {
        var line = $"{setting} = {SecretHiding.Hide(setting, value)}".TrimEnd();
        return value == standard ? line : $"{line}  # default: {(standard.Length == 0 ? "empty" : standard)}";
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
