using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace UpperBack.Streaming.Tests;

/// <summary>Listens on the bus as another service would.</summary>
public sealed class EventRecorder<TEvent> : IAsyncDisposable
    where TEvent : class, IIntegrationEvent
{
    private readonly ConcurrentQueue<TEvent> events = [];
    private HostReceiveEndpointHandle? endpoint;

    public static async Task<EventRecorder<TEvent>> OnAsync(UpperBackServer server)
    {
        var recorder = new EventRecorder<TEvent>();
        recorder.endpoint = server
            .Services.GetRequiredService<IBusControl>()
            .ConnectReceiveEndpoint($"test-{Guid.NewGuid()}", configure => configure.Handler<TEvent>(context =>
                {
                    recorder.events.Enqueue(context.Message);
                    return Task.CompletedTask;
                }));
        await recorder.endpoint.Ready;
        return recorder;
    }

    public Task<IReadOnlyList<TEvent>> UntilAsync(Func<TEvent, bool> which, int count) =>
        Eventually.Is(
            () => Task.FromResult<IReadOnlyList<TEvent>>([.. events.Where(which)]),
            found => found.Count >= count
        );

    public async ValueTask DisposeAsync() => await endpoint!.StopAsync();
}
