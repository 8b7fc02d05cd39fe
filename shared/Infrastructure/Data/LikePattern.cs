namespace UpperBack.Infrastructure.Data;

/// <summary>Patterns of SQL's <c>like</c>, for statements that say <c>escape '\'</c>.</summary>
public static class LikePattern
{
    /// <summary>What has these characters anywhere, just as they are.</summary>
    public static string Containing(string text) => $"%{Escape(text)}%";

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
