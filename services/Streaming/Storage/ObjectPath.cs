using System.Buffers;

namespace UpperBack.Streaming.Storage;

/// <summary>Which names objects of a recording may have: the same in every store, so that what one store accepts the
/// others accept as well. Pure.</summary>
internal static class ObjectPath
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    /// <summary>Accepts a path whose segments are letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, and none begins
    /// with a dot: so it leads neither out of the recordings nor to a store's unfinished files.</summary>
    /// <exception cref="ArgumentException">It is another.</exception>
    public static string Checked(string path) =>
        path.Split('/').All(IsName)
            ? path
            : throw new ArgumentException("The path is not that of an object of a recording.", nameof(path));

    private static bool IsName(string segment) =>
        segment is [not '.', ..] && !segment.AsSpan().ContainsAnyExcept(Allowed);
}
