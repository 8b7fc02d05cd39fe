using System.Data.Common;
using StackExchange.Redis;

namespace UpperBack.Host.Operating;

/// <summary>Takes secrets out of settings that are shown. What cannot be read is hidden as a whole.</summary>
internal static class SecretHiding
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Hidden = "(hidden)";

    private static readonly string[] SecretWords = ["password", "secret", "key"];
    private static readonly string[] SecretParts = ["pass", "pwd", "psw", "secret", "key", "token"];

    /// <summary>The value of a setting as it may be shown.</summary>
    public static string Hide(string setting, string value)
    {
        if (value.Length == 0)
            return value;
        if (SecretWords.Any(word => setting.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return Hidden;

        return setting switch
        {
            "Data:ConnectionString" => HideInParts(value),
            "Redis:ConnectionString" => HideInRedis(value),
            _ => value.Contains('@', StringComparison.Ordinal) ? HideInAddress(value) : value,
        };
    }

    private static string HideInParts(string value)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = value };
            foreach (
                var key in parts
                    .Keys.Cast<string>()
                    .Where(key => SecretParts.Any(part => key.Contains(part, StringComparison.OrdinalIgnoreCase)))
                    .ToArray()
            )
                parts[key] = Hidden;
            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return Hidden;
        }
    }

    private static string HideInRedis(string value)
    {
        try
        {
            return ConfigurationOptions.Parse(value).ToString(includePassword: false);
        }
        catch (Exception ex) when (ex is ArgumentException or FormatException)
        {
            return Hidden;
        }
    }

    private static string HideInAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.UserInfo.Length > 0
            ? new UriBuilder(address) { Password = Hidden }.ToString()
            : Hidden;
}
