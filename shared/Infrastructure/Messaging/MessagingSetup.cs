using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>Registers the bus and what listens to it.</summary>
public static class MessagingSetup
{
    /// <summary>Registers the chosen bus. Called once, by Host, after the services that listen.</summary>
    /// <param name="services">This process's own.</param>
    /// <param name="options">Which bus.</param>
    /// <param name="allServices">Services of every role there is: the queues of those that run elsewhere are declared
    /// by whoever publishes, so that no event is lost because its listener has never started yet.</param>
    public static IServiceCollection AddMessaging(
        this IServiceCollection services,
        MessagingOptions options,
        IServiceCollection allServices
    )
    {
        services.AddMassTransit(registration =>
        {
            // A self-hosted platform tells nobody that it runs.
            registration.DisableUsageTelemetry();
            if (options.Provider == "rabbitmq")
                registration.UsingRabbitMq(
                    (context, bus) => Configure(bus, context, options, FindSubscriptions(allServices))
                );
            else
                registration.UsingInMemory(Configure);
        });

        // A broker that is away holds up nothing: the outbox keeps what it is owed.
        services
            .AddOptions<MassTransitHostOptions>()
            .Configure(host => host.WaitUntilStarted = options.Provider == "memory");
        return services;
    }

    /// <summary>Lets a service handle an event: idempotently, through its inbox.</summary>
    /// <param name="services">The process's own.</param>
    /// <param name="consumer">What the handler's queue is called, after the service, and the rows of its inbox. It is
    /// given here because it outlives the program: messages wait under it for the next version, and what was handled
    /// already is told by it. A name once released never changes, whatever becomes of the class's own name.</param>
    public static IServiceCollection AddEventHandler<TDatabase, TEvent, THandler>(
        this IServiceCollection services,
        string consumer
    )
        where TDatabase : ServiceDatabase
        where TEvent : class, IIntegrationEvent
        where THandler : class, IHandle<TEvent>
    {
        services.AddScoped<THandler>();
        services.AddSingleton<Subscription>(new Subscription<TDatabase, TEvent, THandler>(consumer));
        return services;
    }

    private static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus)
    {
        ConfigureSerialization(bus);
        foreach (var subscription in context.GetServices<Subscription>())
            bus.ReceiveEndpoint(subscription.Queue, endpoint => subscription.Consume(endpoint, context));
    }

    private static void Configure(
        IRabbitMqBusFactoryConfigurator bus,
        IBusRegistrationContext context,
        MessagingOptions options,
        IEnumerable<Subscription> all
    )
    {
        ConfigureSerialization(bus);
        bus.MessageTopology.SetEntityNameFormatter(new ExchangeNames(bus.MessageTopology.EntityNameFormatter));
        bus.Host(new Uri(options.ConnectionString), host =>
        {
            host.PublisherConfirmation = true;
            host.Heartbeat(TimeSpan.FromSeconds(10));
        });

        // What no handler understands is put aside with the rest that failed, not into a queue of its own.
        // mutation poison
        bus.SendTopology.DeadLetterQueueNameFormatter = new ErrorQueueNames();

        var own = context.GetServices<Subscription>().ToDictionary(subscription => subscription.Queue);
        foreach (var subscription in own.Values)
        {
            bus.ReceiveEndpoint(subscription.Queue, endpoint =>
            {
                MakeQuorum(endpoint, options);
                endpoint.BindDeadLetterQueue(DeadLetters(subscription.Queue), DeadLetters(subscription.Queue), dead =>
                    dead.SetQuorumQueue()
                );
                subscription.Consume(endpoint, context);
            });
        }

        foreach (var subscription in all.Where(subscription => !own.ContainsKey(subscription.Queue)))
        {
            subscription.Bind(bus, queue =>
            {
                MakeQuorum(queue, options);
                queue.SetQueueArgument("x-dead-letter-exchange", DeadLetters(subscription.Queue));
            });
        }
    }

    private static void ConfigureSerialization(IBusFactoryConfigurator bus)
    {
        bus.ConfigureJsonSerializerOptions(JsonSetup.Configure);
        var serializer = new EventSerializer();
        bus.ClearSerialization();
        bus.AddSerializer(serializer);
        bus.AddDeserializer(serializer, isDefault: true);
    }

    private static void MakeQuorum(IRabbitMqQueueConfigurator queue, MessagingOptions options)
    {
        queue.Durable = true;
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", options.DeliveryLimit);
    }

    private sealed class ErrorQueueNames : IDeadLetterQueueNameFormatter
    {
        public string FormatDeadLetterQueueName(string queueName) => $"{queueName}_error";
    }

    private sealed class ExchangeNames(IEntityNameFormatter others) : IEntityNameFormatter
    {
        public string FormatEntityName<T>() =>
            EventNames.Find(typeof(T)) is null ? others.FormatEntityName<T>() : EventNames.ExchangeOf(typeof(T));
    }

    private static string DeadLetters(string queue) => $"{queue}_dead";

    private static IEnumerable<Subscription> FindSubscriptions(IServiceCollection services) =>
        services
            .Where(service => service.ServiceType == typeof(Subscription))
            .Select(service => (Subscription)service.ImplementationInstance!);
}
