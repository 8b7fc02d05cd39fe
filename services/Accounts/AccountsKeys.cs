using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace UpperBack.Accounts;

/// <summary>Every Redis key of this service, with its lifetime. Addresses are hashed: Redis is no place for them.</summary>
internal static class AccountsKeys
{
    /// <summary>How long failures of an unknown address are remembered.</summary>
    public static readonly TimeSpan FailuresLife = TimeSpan.FromDays(1);

    /// <summary>Counter; lives for <see cref="FailuresLife"/> after the latest failure.</summary>
    public static RedisKey StrangerFailures(string normalizedEmail) => $"accounts:stranger:{Hash(normalizedEmail)}:failures";

    /// <summary>Marker; lives as long as the lock does.</summary>
    public static RedisKey StrangerLocked(string normalizedEmail) => $"accounts:stranger:{Hash(normalizedEmail)}:locked";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
