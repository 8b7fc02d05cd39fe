using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace UpperBack.Streaming.Keys;

/// <summary>A stream key: an id, by which it is found, and a secret, of which only the hash is kept. Pure but for the
/// randomness.</summary>
internal static class StreamKey
{
    private const int IdBytes = 6;
    private const int IdLength = IdBytes * 2;
    private const int SecretBytes = 32;
    private const int MaxLength = 128;

    /// <summary>A new key.</summary>
    /// <returns>Its id, and the whole key as it is handed out: <c>id.secret</c>.</returns>
    public static (string Id, string Key) New()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        return (id, $"{id}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>The id that a key begins with; of what is no key, an id that nothing has.</summary>
    public static string IdOf(string key) =>
        key.Length <= MaxLength && key.IndexOf('.', StringComparison.Ordinal) == IdLength ? key[..IdLength] : "";

    /// <summary>What is kept of a key.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(HashOf(key));

    /// <summary>True when the key is the one whose hash is kept. Takes as long whether it is or not, and as long when
    /// none is kept.</summary>
    public static bool IsRight(string key, string? keptHash)
    {
        var kept = new byte[SHA256.HashSizeInBytes];
        var isKept =
            keptHash is not null
            && Convert.FromHexString(keptHash, kept, out _, out _) == System.Buffers.OperationStatus.Done;
        return CryptographicOperations.FixedTimeEquals(HashOf(key), kept) & isKept;
    }

    private static byte[] HashOf(string key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(key.Length <= MaxLength ? key : ""));
}
