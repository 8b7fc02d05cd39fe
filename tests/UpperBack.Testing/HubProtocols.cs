using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using UpperBack.Kernel.Http;
using UpperBack.Live.Hub;

namespace UpperBack.Testing;

/// <summary>The protocols of the live hub, as a client writes and reads them: for who speaks them on a bare
/// socket.</summary>
public static class HubProtocols
{
    /// <summary>JSON, each message ended by a record separator.</summary>
    public static IHubProtocol Json { get; } = MakeJson();

    /// <summary>MessagePack, each message after its length.</summary>
    public static IHubProtocol MessagePack { get; } =
        new MessagePackHubProtocol(
            Options.Create(new MessagePackHubProtocolOptions { SerializerOptions = IdMessagePack.Options })
        );

    private static JsonHubProtocol MakeJson()
    {
        var options = new JsonHubProtocolOptions();
        JsonSetup.Configure(options.PayloadSerializerOptions);
        return new JsonHubProtocol(Options.Create(options));
    }
}
