using System.Text.Json;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Presence;

/// <summary>What changed at once of a node's leases, as its journal keeps it.</summary>
/// <param name="Version">Of the node's leases after them.</param>
/// <param name="Leases">By connection, null for those that left; null when everything was written anew and must be
/// read anew.</param>
internal sealed record LeaseChanges(long Version, IReadOnlyDictionary<string, PresenceLease?>? Leases)
{
    public static LeaseChanges Nothing(long version) => new(version, null);

    public string ToJson() => JsonSerializer.Serialize(this, LiveJson.Options);

    public static LeaseChanges? Parse(string json)
    {
        try
        {
            var changes = JsonSerializer.Deserialize<LeaseChanges>(json, LiveJson.Options);
            return changes?.Leases is { } leases
                ? changes with
                {
                    Leases = leases.Where(IsWhole).ToDictionary(),
                }
                : changes;
        }
        catch (JsonException)
        {
            // No node's: presence is not sealed.
            return null;
        }
    }

    private static bool IsWhole(KeyValuePair<string, PresenceLease?> one) =>
        one.Value is not { } lease
        || (lease.ConnectionId == one.Key && lease is { Role: not null, DisplayName: not null });
}
