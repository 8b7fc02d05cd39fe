using System.Net;
using System.Net.Sockets;

namespace UpperBack.Kernel.Http;

/// <summary>By what a client without an account is told from others when something is limited.</summary>
public static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>An IPv4 address as it is; of IPv6 the network (/64), which one household or one rented server has to
    /// itself.</summary>
    public static string GroupOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"{Convert.ToHexStringLower(address.GetAddressBytes()[..NetworkBytes])}/64"
            : address.ToString();
    }
}
