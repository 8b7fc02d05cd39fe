using System.Net;
using Microsoft.AspNetCore.Connections;

namespace UpperBack.Live.Sending;

/// <summary>The server's transport, whose connections can outlive the server's part in them.</summary>
/// <param name="inner">The one that makes them.</param>
internal sealed class DetachableTransport(IConnectionListenerFactory inner)
    : IConnectionListenerFactory,
        IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) =>
        inner is not IConnectionListenerFactorySelector selector || selector.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken ct = default) =>
        new Listener(await inner.BindAsync(endpoint, ct));

    private sealed class Listener(IConnectionListener inner) : IConnectionListener
    {
        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken ct = default) =>
            await inner.AcceptAsync(ct) is { } connection ? new DetachableConnection(connection) : null;

        public ValueTask UnbindAsync(CancellationToken ct = default) => inner.UnbindAsync(ct);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
