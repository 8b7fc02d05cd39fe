using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using UpperBack.Host.Options;
using IPNetwork = System.Net.IPNetwork;

namespace UpperBack.Host.Web;

/// <summary>Behind a proxy a request comes from the proxy, unencrypted. What the proxy says of the client is believed,
/// so that limits meet the right one, cookies are secure ones and a page's own requests are told from another site's;
/// what anybody else says is not.</summary>
internal static class BehindProxies
{
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, ProcessOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,

            // From the nearest on, as far as each is trusted.
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (
            var network in (IPNetwork[])
                [new(IPAddress.Parse("127.0.0.0"), 8), new(IPAddress.IPv6Loopback, 128), .. options.ProxyList()]
        )
            forwarded.KnownIPNetworks.Add(network);
        return app.UseForwardedHeaders(forwarded);
    }
}
