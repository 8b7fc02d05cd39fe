namespace UpperBack.Host.Options;

/// <summary>Settings that were called something else in the release before. Under its old name a setting is still read,
/// for one release, and a warning says what it is called now; where both names are given, the new one counts.</summary>
internal static class RenamedSettings
{
    private static readonly Dictionary<string, string> NewNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Live:LongestRecovery"] = "Live:MaxRecoveredCues",
        ["Live:ListedPeople"] = "Live:PresenceListLimit",
        ["Live:ConnectionBacklog"] = "Live:MaxQueuedMessages",
    };

    /// <summary>Gives what was set under an old name its new one; after everything else was read.</summary>
    public static void AddRenamedSettings(this ConfigurationManager configuration) =>
        ((IConfigurationBuilder)configuration).Add(new Source(configuration));

    /// <summary>Whether a setting is an old name.</summary>
    public static bool IsOldName(string setting) => NewNames.ContainsKey(setting);

    /// <summary>A sentence for each old name that was used.</summary>
    public static IReadOnlyList<string> WarningsOf(IConfigurationRoot configuration) =>
        [.. configuration.Providers.OfType<Source>().SelectMany(source => source.Warnings)];

    private sealed class Source : ConfigurationProvider, IConfigurationSource
    {
        private readonly List<string> warnings = [];

        public Source(IConfiguration configuration)
        {
            foreach (var (oldName, newName) in NewNames)
            {
                if (configuration[oldName] is not { } value)
                    continue;

                if (configuration[newName] is null)
                {
                    Data[newName] = value;
                    warnings.Add(
                        $"{oldName} is called {newName} now: rename it, the next release reads the new name only."
                    );
                }
                else
                {
                    warnings.Add(
                        $"{oldName} is called {newName} now, and both are set: {newName} counts, remove {oldName}."
                    );
                }
            }
        }

        public IReadOnlyList<string> Warnings => warnings;

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }
}
