using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Contracts;

namespace UpperBack.Live.Hub;

/// <summary>A hub protocol whose complaints about arguments that cannot be read are catalogued errors too; otherwise
/// such a call would fail before any filter of ours sees it. Nor would a filter see a flood of them.</summary>
internal sealed class ErrorMappingHubProtocol(IHubProtocol inner, CallLimits limits) : IHubProtocol
{
    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool TryParseMessage(
        ref ReadOnlySequence<byte> input,
        IInvocationBinder binder,
        [NotNullWhen(true)] out HubMessage? message
    )
    {
        if (!inner.TryParseMessage(ref input, binder, out message))
            return false;

        // A connection has one binder of its own as long as it lasts.
        if (message is not HubMethodInvocationMessage && limits.IsTooMuchNoise(binder))
            throw HubErrors.From(
                ErrorCodes.RateLimited,
                "Too many messages on this connection. Connect again in a moment."
            );

        if (message is InvocationBindingFailureMessage unreadable)
        {
            var refusal = HubErrors.Unreadable(
                unreadable.Target,
                $"The arguments of {unreadable.Target} could not be read. Compare them with the description at /docs/hub."
            );
            message = new InvocationBindingFailureMessage(
                unreadable.InvocationId,
                unreadable.Target,
                ExceptionDispatchInfo.Capture(refusal)
            );
        }

        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);
}
