using System.Net;

namespace UpperBack.Streaming.Keys;

/// <summary>The address to which encoders stream, as the caller can reach it.</summary>
internal static class RtmpAddress
{
    /// <summary>Name of the application in RTMP.</summary>
    public const string App = "live";

    /// <summary>The server's address, such as <c>rtmp://127.0.0.1:1935/live</c>; null when RTMP is off.</summary>
    public static string? Of(StreamingOptions options, HttpRequest request)
    {
        if (options.RtmpEndPoint() is not { } endpoint)
            return null;

        // One that listens everywhere is reached by the name that this request came to.
        var everywhere = endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any);
        var host =
            everywhere ? request.Host.Host
            : endpoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{endpoint.Address}]"
            : endpoint.Address.ToString();
        return FormattableString.Invariant($"rtmp://{host}:{endpoint.Port}/{App}");
    }
}
