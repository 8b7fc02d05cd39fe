namespace UpperBack.Host.Web;

/// <summary>Whether a page's origin, as its browser names it, is the one that a request came to.</summary>
internal static class SameOrigin
{
    /// <summary>Compares scheme, host and port. What is no origin of a page (<c>null</c>, several, garbage) is never
    /// the same.</summary>
    /// <param name="origin">The header <c>Origin</c>.</param>
    /// <param name="scheme">Scheme of the request, as a trusted proxy tells it.</param>
    /// <param name="host">Host of the request, as a trusted proxy tells it.</param>
    public static bool Is(string origin, string scheme, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && origin.Equals($"{from.Scheme}://{from.Authority}", StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out var here)
        && from.Scheme == here.Scheme
        && from.Port == here.Port
        && from.Host.Equals(here.Host, StringComparison.OrdinalIgnoreCase);
}
