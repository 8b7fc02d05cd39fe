using System.Globalization;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Presence;

/// <summary>What a node says of itself in a room.</summary>
/// <param name="ExpiresAtMs">Until when it is alive, Unix milliseconds on its own clock.</param>
/// <param name="Version">Rises with each change of its leases.</param>
/// <param name="People">How many people it knows of, on all nodes.</param>
/// <param name="Leaders">Its connections that are no participants', with their roles.</param>
internal sealed record NodeEntry(
    long ExpiresAtMs,
    long Version,
    int People,
    IReadOnlyList<(string ConnectionId, string Role)> Leaders
)
{
    /// <summary>The entry as it is stored.</summary>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"{ExpiresAtMs}|{Version}|{People}|{LeadersText}");

    private string LeadersText => string.Join(',', Leaders.Select(leader => $"{leader.ConnectionId}:{leader.Role}"));

    public static NodeEntry Of(RoomPeople people, long version, long expiresAtMs) =>
        new(
            expiresAtMs,
            version,
            people.Count,
            [.. people.ReadOwnLeaders().Select(lease => (lease.ConnectionId, lease.Role))]
        );

    /// <summary>A stored entry; null when it is none: presence is not sealed.</summary>
    public static NodeEntry? Parse(string text)
    {
        var parts = text.Split('|');
        if (
            parts.Length != 4
            || !long.TryParse(parts[0], CultureInfo.InvariantCulture, out var expiresAtMs)
            || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out var people)
        )
            return null;

        return new NodeEntry(
            expiresAtMs,
            version,
            people,
            [
                .. parts[3]
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(one => one.Split(':', 2))
                    .Where(one => one.Length == 2)
                    .Select(one => (one[0], one[1])),
            ]
        );
    }
}
