using System.Buffers;

namespace UpperBack.Streaming.Recordings;

/// <summary>Which names objects of a recording may have: the same in every store, so that what one takes the other
/// takes too. Pure.</summary>
internal static class ObjectPath
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    /// <summary>Lets a path pass whose segments are letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, and none begins
    /// with a dot: so it leads neither out of the recordings nor to a store's unfinished files.</summary>
    /// <exception cref="ArgumentException">It is another.</exception>
    public static string Checked(string path) =>
        path.Split('/').All(IsName)
            ? path
            : throw new ArgumentException("The path is none of an object of a recording.", nameof(path));

    private static bool IsName(string segment) =>
        segment is [not '.', ..] && !segment.AsSpan().ContainsAnyExcept(Allowed);
}
