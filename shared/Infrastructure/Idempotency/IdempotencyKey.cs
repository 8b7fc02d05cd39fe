using System.Security.Cryptography;
using System.Text;
using UpperBack.Contracts.Ids;

namespace UpperBack.Infrastructure.Idempotency;

/// <summary>A member's own word for one request, by which its repetitions are known. It is not stored: rows are found
/// by its hash, and the answers in them, which may hold a secret that is shown once, can be read only with it. Pure but
/// for the randomness.</summary>
internal sealed class IdempotencyKey
{
    private const int MaxCharacters = 200;
    private const int NonceBytes = 12,
        TagBytes = 16;

    private readonly byte[] secret;

    private IdempotencyKey(MemberId member, string text)
    {
        Member = member;
        secret = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.ASCII.GetBytes(text),
            SHA256.HashSizeInBytes,
            member.Value.ToByteArray(),
            "answer"u8.ToArray()
        );
        Hash = Convert.ToHexStringLower(
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                Encoding.ASCII.GetBytes(text),
                SHA256.HashSizeInBytes,
                member.Value.ToByteArray(),
                "name"u8.ToArray()
            )
        );
    }

    /// <summary>Whose it is: another member's same key is another key.</summary>
    public MemberId Member { get; }

    /// <summary>What it is found by.</summary>
    public string Hash { get; }

    /// <summary>True for 1 to 200 visible characters of ASCII.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length is > 0 and <= MaxCharacters && text.All(c => c is >= '!' and <= '~');

    /// <summary>The key that a member gave.</summary>
    public static IdempotencyKey Of(MemberId member, string text) => new(member, text);

    /// <summary>Seals an answer.</summary>
    public string Seal(byte[] answer)
    {
        var whole = new byte[NonceBytes + TagBytes + answer.Length];
        var nonce = whole.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(secret, TagBytes);
        cipher.Encrypt(nonce, answer, whole.AsSpan(NonceBytes + TagBytes), whole.AsSpan(NonceBytes, TagBytes));
        return Convert.ToBase64String(whole);
    }

    /// <summary>Reads a sealed answer.</summary>
    /// <exception cref="CryptographicException">It was not sealed with this key.</exception>
    public byte[] Open(string sealedAnswer)
    {
        ReadOnlySpan<byte> whole = Convert.FromBase64String(sealedAnswer);
        var answer = new byte[whole.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(secret, TagBytes);
        cipher.Decrypt(
            whole[..NonceBytes],
            whole[(NonceBytes + TagBytes)..],
            whole[NonceBytes..(NonceBytes + TagBytes)],
            answer
        );
        return answer;
    }
}
