namespace UpperBack.Host.Web;

/// <summary>What a proxy keeps from this process. Pure.</summary>
internal static class ProxyFaults
{
    /// <summary>The name under which people come does not arrive.</summary>
    public const string Host = "proxy.host";

    /// <summary>That people come by https does not arrive.</summary>
    public const string Scheme = "proxy.scheme";

    /// <summary>It is said, but by a proxy that is not believed.</summary>
    public const string Untrusted = "proxy.untrusted";

    /// <summary>WebSockets do not get through.</summary>
    public const string Upgrade = "proxy.upgrade";

    /// <summary>For whoever cannot change it.</summary>
    public const string KindWords =
        "UpperBack runs a little slower at this address. Whoever runs it finds in its log what to change.";

    /// <summary>What a page's own address and what arrived of it tell.</summary>
    /// <param name="page">Where the page is, as its browser says.</param>
    /// <param name="scheme">As which it arrived.</param>
    /// <param name="host">As which it arrived, with its port.</param>
    /// <param name="hasUnbelieved">True when something was said that was not believed.</param>
    /// <returns>The codes, the most important first.</returns>
    public static IEnumerable<string> Find(Uri page, string scheme, string? host, bool hasUnbelieved)
    {
        var (isHost, isScheme) = (IsSameHost(page, host), page.Scheme == scheme);
        if ((!isHost || !isScheme) && hasUnbelieved)
            yield return Untrusted;
        else
        {
            if (!isHost)
                yield return Host;
            if (!isScheme)
                yield return Scheme;
        }
    }

    /// <summary>What an operator does about it.</summary>
    public static string AdviceOn(string code, Uri page) =>
        code switch
        {
            Host =>
                $"Pages of {Origin(page)} reach UpperBack under another name: the proxy in between does not pass the "
                    + "Host header. "
                    + "In nginx: proxy_set_header Host $http_host; or let a proxy that Host:TrustedProxies names "
                    + "send X-Forwarded-Host.",
            Scheme => $"Pages of {Origin(page)} do not reach UpperBack as {page.Scheme}: the proxy in between does not "
                + "send the X-Forwarded-Proto header. "
                + "In nginx: proxy_set_header X-Forwarded-Proto $scheme;",
            Untrusted =>
                $"Pages of {Origin(page)} come through a proxy whose X-Forwarded-Host and X-Forwarded-Proto are not "
                    + "believed: "
                    + "add its address to Host:TrustedProxies.",
            _ => "WebSockets do not get through to UpperBack: the proxy in between does not pass the Upgrade header, "
                + "or a firewall stops them. "
                + "In nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header "
                + "Connection \"upgrade\";",
        };

    /// <summary>What an operator does about all of it.</summary>
    public static string AdviceOn(IEnumerable<string> codes, Uri page) =>
        string.Join(' ', codes.Select(code => AdviceOn(code, page)));

    /// <summary>Scheme, name and port.</summary>
    public static string Origin(Uri page) => page.GetLeftPart(UriPartial.Authority);

    private static bool IsSameHost(Uri page, string? host) =>
        string.Equals(page.Authority, host, StringComparison.OrdinalIgnoreCase)
        || (
            page.IsDefaultPort
            && string.Equals($"{page.Authority}:{page.Port}", host, StringComparison.OrdinalIgnoreCase)
        );
}
