using System.Net;
using System.Net.Sockets;
using UpperBack.Host.Options;
using UpperBack.Streaming;

namespace UpperBack.Host.Starting;

/// <summary>Sees whether this process can listen where it is told to, before it touches anything else: a second one
/// that was started by mistake must not bring the first one's databases to another shape.</summary>
internal static class PortCheck
{
    /// <exception cref="CannotStartException">One of the places is no place, or taken.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (setting, url) in UrlsOf(configuration))
        {
            foreach (var place in PlacesOf(setting, url))
                Try(place, setting, url);
        }

        var rtmp = UpperBackHost.OptionsOf<StreamingOptions>(configuration).Rtmp;
        if (
            rtmp != "off"
            && UpperBackHost.OptionsOf<ProcessOptions>(configuration).RoleList().Contains(HostRoles.Streaming)
        )
            Try(IPEndPoint.Parse(rtmp), "Streaming:Rtmp", rtmp);
    }

    private static IEnumerable<(string Setting, string Url)> UrlsOf(IConfiguration configuration)
    {
        var endpoints = configuration
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Where(endpoint => endpoint["Url"] is not null)
            .ToArray();
        if (endpoints.Length > 0)
            return endpoints.Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"]!));
        return (configuration["Urls"] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => ("Urls", url));
    }

    private static IEnumerable<IPEndPoint> PlacesOf(string setting, string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException ex)
        {
            throw new CannotStartException(
                $"{setting} is '{url}', which is no address to listen at: write it like http://0.0.0.0:5080.",
                ex
            );
        }

        if (!address.IsUnixPipe && !address.IsNamedPipe && address.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw new CannotStartException(
                $"{setting} is '{url}', and there is no such port: choose one from 1 to {IPEndPoint.MaxPort}."
            );

        // A port of 0 is any that is free.
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
            return [];
        if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return [new IPEndPoint(IPAddress.Loopback, address.Port)];
        return
        [
            new IPEndPoint(
                IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Any,
                address.Port
            ),
        ];
    }

    private static void Try(IPEndPoint place, string setting, string value)
    {
        using var probe = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(place);
            probe.Listen(1);
        }
        catch (SocketException ex)
        {
            throw new CannotStartException(Explain(ex.SocketErrorCode, place, setting, value), ex);
        }
    }

    private static string Explain(SocketError error, IPEndPoint place, string setting, string value) =>
        error switch
        {
            SocketError.AddressAlreadyInUse =>
                $"Port {place.Port} is in use, perhaps by an UpperBack that runs already: end what uses it, or "
                    + $"choose another port with {Switch(setting)}.",
            SocketError.AccessDenied =>
                $"The user {Environment.UserName} may not listen at port {place.Port}: choose one above 1023 with "
                    + $"{Switch(setting)}, and let a proxy have the other.",
            SocketError.AddressNotAvailable =>
                $"This machine has no address {place.Address}: correct {setting}, which is '{value}'; 0.0.0.0 is "
                    + "every address it has.",
            _ => $"Nothing can listen at '{value}' ({error}): correct {setting}.",
        };

    private static string Switch(string setting) =>
        setting switch
        {
            "Urls" => "--urls, such as --urls http://localhost:5081",
            "Streaming:Rtmp" => "--Streaming:Rtmp, such as --Streaming:Rtmp 127.0.0.1:1936, or off",
            _ => setting,
        };
}
