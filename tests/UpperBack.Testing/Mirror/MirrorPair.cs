using System.Security.Cryptography;
using System.Text;

namespace UpperBack.Testing.Mirror;

/// <summary>One end's key pair of the mirror, and what it makes of the other end's: written from the contract, without
/// anything of the product.</summary>
public sealed class MirrorPair : IDisposable
{
    private const int PointHalf = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private readonly ECDiffieHellman pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Base64 of the uncompressed point.</summary>
    public string PublicKey
    {
        get
        {
            var point = pair.ExportParameters(includePrivateParameters: false).Q;
            return Convert.ToBase64String([4, .. point.X!, .. point.Y!]);
        }
    }

    /// <summary>Wraps a key for a leader.</summary>
    /// <param name="leaderPublicKey">The leader's public key.</param>
    /// <param name="session">Which class.</param>
    /// <param name="leader">The leader's id.</param>
    /// <param name="keyId">Which key.</param>
    /// <param name="key">32 bytes.</param>
    public string Wrap(string leaderPublicKey, SessionId session, string leader, int keyId, byte[] key)
    {
        using var aes = new AesGcm(WrapKey(leaderPublicKey, session, leader), TagBytes);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var (wrapped, tag) = (new byte[KeyBytes], new byte[TagBytes]);
        aes.Encrypt(nonce, key, wrapped, tag, new[] { (byte)keyId });
        return Convert.ToBase64String([.. nonce, .. wrapped, .. tag]);
    }

    /// <summary>Unwraps a member's key.</summary>
    /// <returns>Null when it was not wrapped for this pair, class, leader and id.</returns>
    public byte[]? Unwrap(string sharerPublicKey, SessionId session, string leader, int keyId, string wrapped)
    {
        using var aes = new AesGcm(WrapKey(sharerPublicKey, session, leader), TagBytes);
        var (bytes, key) = (Convert.FromBase64String(wrapped), new byte[KeyBytes]);
        try
        {
            aes.Decrypt(
                bytes.AsSpan(0, NonceBytes),
                bytes.AsSpan(NonceBytes, KeyBytes),
                bytes.AsSpan(NonceBytes + KeyBytes),
                key,
                [(byte)keyId]
            );
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pair.Dispose();

    private byte[] WrapKey(string otherPublicKey, SessionId session, string leader)
    {
        var point = Convert.FromBase64String(otherPublicKey);
        using var other = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + PointHalf)], Y = point[(1 + PointHalf)..] },
            }
        );
        return HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            pair.DeriveRawSecretAgreement(other.PublicKey),
            KeyBytes,
            salt: [],
            Encoding.UTF8.GetBytes($"upperback-mirror {session} {leader}")
        );
    }
}
