using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace UpperBack.Live.Hub;

/// <summary>A hub protocol that reports unreadable arguments as catalogued errors too: such a call would otherwise fail
/// before any hub filter sees it, and so would a flood of them.</summary>
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

        // Each connection has its own binder for as long as it lasts.
        if (message is not HubMethodInvocationMessage && limits.HasTooManyOtherMessages(binder))
            throw HubErrors.From(
                ErrorCodes.RateLimited,
                "Too many messages on this connection. Connect again in a moment."
            );

        if (message is InvocationBindingFailureMessage unreadable)
        {
            var refusal = HubErrors.Unreadable(
                unreadable.Target,
                $"The arguments of {unreadable.Target} could not be read. Compare them with /docs/hub."
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
