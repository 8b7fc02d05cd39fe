using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using UpperBack.Contracts.Live;

namespace UpperBack.Host.Demo;

/// <summary>The keys of one who shares, for one connection, and the pictures made unreadable with them; as
/// services/Web/src/mirror does it in a page.</summary>
internal sealed class DemoCipher : IDisposable
{
    private const int KeyBytes = 32;
    private const int IvBytes = 12;
    private const byte StillKeyFrame = 0b101;

    private readonly ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly SessionId session;
    private byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
    private AesGcm cipher;
    private byte keyId = 1;
    private uint sequence;

    public DemoCipher(SessionId session)
    {
        this.session = session;
        cipher = new AesGcm(key, MirrorLimits.TagBytes);
        var point = own.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = Convert.ToBase64String([4, .. point.X!, .. point.Y!]);
    }

    /// <summary>Base64 of the point, uncompressed.</summary>
    public string PublicKey { get; }

    /// <summary>Another key from now on.</summary>
    public void Renew()
    {
        cipher.Dispose();
        key = RandomNumberGenerator.GetBytes(KeyBytes);
        cipher = new AesGcm(key, MirrorLimits.TagBytes);
        keyId = (byte)((keyId % byte.MaxValue) + 1);
    }

    /// <summary>The present key, for nobody but this leader.</summary>
    public MirrorGiveKey WrapFor(MirrorLeader leader)
    {
        var point = Convert.FromBase64String(leader.PublicKey);
        using var theirs = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        using var theirPublicKey = theirs.PublicKey;
        var info = Encoding.UTF8.GetBytes($"upperback-mirror {session} {leader.Id}");
        var wrapKey = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            own.DeriveRawSecretAgreement(theirPublicKey),
            KeyBytes,
            salt: [],
            info
        );
        var wrapped = new byte[IvBytes + KeyBytes + MirrorLimits.TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, IvBytes));
        using var wrapping = new AesGcm(wrapKey, MirrorLimits.TagBytes);
        wrapping.Encrypt(
            wrapped.AsSpan(0, IvBytes),
            key,
            wrapped.AsSpan(IvBytes, KeyBytes),
            wrapped.AsSpan(IvBytes + KeyBytes),
            [keyId]
        );
        return new MirrorGiveKey(leader.Id, keyId, Convert.ToBase64String(wrapped));
    }

    /// <summary>A picture as it is sent: a still, WebP, which needs no other one to be seen.</summary>
    /// <param name="picture">The still.</param>
    /// <param name="isLookIn">True for the larger size.</param>
    /// <param name="capturedAtMs">When it was taken, Unix milliseconds on the server's clock.</param>
    /// <param name="classAtMs">Media time of the frame of the class on the member's screen then.</param>
    public byte[] Seal(ReadOnlySpan<byte> picture, bool isLookIn, long capturedAtMs, long classAtMs)
    {
        var sealedPicture = new byte[MirrorLimits.HeaderBytes + picture.Length + MirrorLimits.TagBytes];
        var header = sealedPicture.AsSpan(0, MirrorLimits.HeaderBytes);
        (header[0], header[1], header[2]) = ((byte)(isLookIn ? 2 : 1), StillKeyFrame, keyId);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], ++sequence);
        BinaryPrimitives.WriteInt64BigEndian(header[8..], capturedAtMs);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], classAtMs);
        Span<byte> iv = stackalloc byte[IvBytes];
        header[..8].CopyTo(iv);
        cipher.Encrypt(
            iv,
            picture,
            sealedPicture.AsSpan(MirrorLimits.HeaderBytes, picture.Length),
            sealedPicture.AsSpan(MirrorLimits.HeaderBytes + picture.Length),
            header
        );
        return sealedPicture;
    }

    public void Dispose()
    {
        cipher.Dispose();
        own.Dispose();
    }
}
