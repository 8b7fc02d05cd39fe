using System.Security.Cryptography;
using System.Text.Json;

namespace UpperBack.Live.Rooms;

/// <summary>A run sheet as it is served: written once for everybody.</summary>
/// <param name="Revision">Names its content, on every node and for good.</param>
/// <param name="Json">UTF-8.</param>
internal sealed record StoredRunSheet(string Revision, ReadOnlyMemory<byte> Json)
{
    private const int RevisionBytes = 12;

    public static StoredRunSheet Of(RunSheet sheet)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(sheet, LiveJson.Options);
        return new StoredRunSheet(Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, RevisionBytes)), json);
    }
}
