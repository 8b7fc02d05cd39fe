using System.Data.Common;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>One handler's queue on the bus.</summary>
internal abstract class Subscription
{
    /// <summary>Messages that arrive together share a commit where the database cannot let commits share a flush; each
    /// waits for it.</summary>
    public const int MaxAtOnce = 64;

    /// <summary>Name of the queue.</summary>
    public abstract string Queue { get; }

    /// <summary>Takes messages out of the queue; the transport's own settings of the endpoint were made by the
    /// caller.</summary>
    public abstract void Consume(IReceiveEndpointConfigurator endpoint, IServiceProvider services);

    /// <summary>Makes sure that whoever publishes the event finds the queue, though this process does not read
    /// it.</summary>
    public abstract void Bind(IRabbitMqBusFactoryConfigurator bus, Action<IRabbitMqQueueConfigurator> queue);
}

/// <param name="consumer">What the queue, the inbox and the metrics call the handler, see <see
/// cref="MessagingSetup.AddEventHandler{TDatabase, TEvent, THandler}"/>.</param>
internal sealed class Subscription<TDatabase, TEvent, THandler>(string consumer) : Subscription
    where TDatabase : ServiceDatabase
    where TEvent : class, IIntegrationEvent
    where THandler : class, IHandle<TEvent>
{
    public override string Queue { get; } = $"{ServiceDatabase.NameOf(typeof(TDatabase))}-{consumer}";

    public override void Consume(IReceiveEndpointConfigurator endpoint, IServiceProvider services)
    {
        var database = services.GetRequiredService<TDatabase>();
        endpoint.PrefetchCount = MaxAtOnce;
        endpoint.ConcurrentMessageLimit = MaxAtOnce;

        // A database that is away is waited for, as long as an outage may last; what fails for another reason is put
        // aside soon.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<DbException>(database.Dialect.IsTransient);
            retry.Interval(600, TimeSpan.FromSeconds(1));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<DbException>(database.Dialect.IsTransient);
            retry.Intervals(50, 250, 1000, 5000);
        });
        endpoint.Handler<TEvent>(context => ConsumeAsync(context, database, services));
    }

    public override void Bind(IRabbitMqBusFactoryConfigurator bus, Action<IRabbitMqQueueConfigurator> queue) =>
        bus.Publish<TEvent>(publish => publish.BindQueue(EventNames.ExchangeOf(typeof(TEvent)), Queue, queue));

    private async Task ConsumeAsync(ConsumeContext<TEvent> context, TDatabase database, IServiceProvider services)
    {
        var ct = context.CancellationToken;
        var messageId = context.MessageId
            ?? throw new InvalidOperationException("A message without an id cannot be told from its repetition.");
        await database.InBatchAsync(
            async (work, token) =>
            {
                var isNew = await work.ExecuteAsync(
                    """
                    insert into inbox (message_id, consumer, received_at) values (@messageId, @Queue, @Now)
                    on conflict (message_id, consumer) do nothing
                    """,
                    new
                    {
                        messageId,
                        Queue,
                        work.Now,
                    },
                    token
                );
                if (isNew == 0)
                    return false;

                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(context.Message, work, token);
                return true;
            },
            ct
        );
        if (context.SentTime is { } sentAt)
            database.Metrics.Consumed(database.Name, consumer, database.Clock.GetUtcNow().UtcDateTime - sentAt);
    }
}
