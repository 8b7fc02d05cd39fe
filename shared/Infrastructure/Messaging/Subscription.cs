using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>One handler's queue on the bus.</summary>
internal abstract class Subscription
{
    public abstract void Configure(IBusFactoryConfigurator bus, IServiceProvider services);
}

internal sealed class Subscription<TDatabase, TEvent, THandler> : Subscription
    where TDatabase : ServiceDatabase
    where TEvent : class, IIntegrationEvent
    where THandler : class, IHandle<TEvent>
{
    // Messages that arrive together share a commit; each of these waits for it.
    private const int MostAtOnce = 64;

    public override void Configure(IBusFactoryConfigurator bus, IServiceProvider services)
    {
        var database = services.GetRequiredService<TDatabase>();
        var consumer = $"{database.Name}-{typeof(THandler).Name}";
        bus.ReceiveEndpoint(consumer, endpoint =>
        {
            endpoint.PrefetchCount = MostAtOnce;
            endpoint.ConcurrentMessageLimit = MostAtOnce;
            endpoint.UseMessageRetry(retry => retry.Intervals(50, 250, 1000, 5000));
            endpoint.Handler<TEvent>(context => ConsumeAsync(context, database, consumer, services));
        });
    }

    private static async Task ConsumeAsync(ConsumeContext<TEvent> context, TDatabase database, string consumer, IServiceProvider services)
    {
        var ct = context.CancellationToken;
        var messageId = context.MessageId ?? throw new InvalidOperationException("A message without an id cannot be told from its repetition.");
        await database.InBatchAsync(
            async (work, token) =>
            {
                var isNew = await work.ExecuteAsync(
                    "insert into inbox (message_id, consumer, received_at) values (@messageId, @consumer, @Now) on conflict (message_id, consumer) do nothing",
                    new { messageId, consumer, work.Now },
                    token);
                if (isNew == 0)
                    return false;

                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(context.Message, work, token);
                return true;
            },
            ct);
    }
}
