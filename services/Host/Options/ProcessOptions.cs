using System.Net;
using System.Net.Mail;

namespace UpperBack.Host.Options;

/// <summary>What this process is.</summary>
internal sealed class ProcessOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Host";

    /// <summary>The roles this process runs: <c>all</c>, or some of accounts, scheduling, live, streaming, community,
    /// web with commas between. With the embedded providers it must be all. Also <c>--roles LIST</c>.</summary>
    public string Roles { get; set; } = "all";

    /// <summary>Proxies whose word about a request (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>,
    /// <c>X-Forwarded-Host</c>) is believed, as addresses or networks with commas between, such as
    /// <c>10.0.0.7,172.16.0.0/12</c>; those on this machine always are.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Where people can reach whoever runs this place, shown on the pages: an email address, or the address of
    /// a page. Nothing is shown without.</summary>
    public string ContactAddress { get; set; } = "";

    /// <summary>The roles by name.</summary>
    public IReadOnlyList<string> RoleList() => Roles.Trim() == "all" ? HostRoles.All : Split(Roles);

    /// <summary>The proxies as networks; an address is one of its own.</summary>
    public IReadOnlyList<IPNetwork> ProxyList() => [.. Split(TrustedProxies).Select(text => ReadNetwork(text)!.Value)];

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        foreach (var text in Split(TrustedProxies).Where(text => ReadNetwork(text) is null))
            yield return $"{Section}:TrustedProxies names '{text}', which is neither an address nor a network such "
                + "as 172.16.0.0/12.";
        if (ContactAddress.Length > 0 && ContactLink() is null)
            yield return $"{Section}:ContactAddress is '{ContactAddress}', but must be an email address, or the "
                + "address of a page that begins with https:// or http://.";
    }

    /// <summary>The contact as a link, or null when there is none.</summary>
    public Uri? ContactLink() =>
        Uri.TryCreate(ContactAddress, UriKind.Absolute, out var page)
        && (page.Scheme == Uri.UriSchemeHttps || page.Scheme == Uri.UriSchemeHttp)
            ? page
        : ContactAddress.Contains('@')
        && MailAddress.TryCreate(ContactAddress, out var mail)
        && mail.Address == ContactAddress
            ? new Uri($"mailto:{ContactAddress}")
        : null;

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IPNetwork? ReadNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
