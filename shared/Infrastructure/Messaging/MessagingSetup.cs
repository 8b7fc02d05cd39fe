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
    /// <param name="everybody">Services of every role there is: the queues of those that run elsewhere are declared by
    /// whoever publishes, so that no event is lost because its listener has never started yet.</param>
    public static IServiceCollection AddMessaging(
        this IServiceCollection services,
        MessagingOptions options,
        IServiceCollection everybody
    )
    {
        services.AddMassTransit(registration =>
        {
            // A self-hosted platform tells nobody that it runs.
            registration.DisableUsageTelemetry();
            if (options.Provider == "rabbitmq")
                registration.UsingRabbitMq(
                    (context, bus) => Configure(bus, context, options, FindSubscriptions(everybody))
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
    public static IServiceCollection AddEventHandler<TDatabase, TEvent, THandler>(this IServiceCollection services)
        where TDatabase : ServiceDatabase
        where TEvent : class, IIntegrationEvent
        where THandler : class, IHandle<TEvent>
    {
        services.AddScoped<THandler>();
        services.AddSingleton<Subscription, Subscription<TDatabase, TEvent, THandler>>();
        return services;
    }

    private static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus)
    {
        bus.ConfigureJsonSerializerOptions(JsonSetup.Configure);
        foreach (var subscription in context.GetServices<Subscription>())
            bus.ReceiveEndpoint(subscription.Queue, endpoint => subscription.Consume(endpoint, context));
    }

    private static void Configure(
        IRabbitMqBusFactoryConfigurator bus,
        IBusRegistrationContext context,
        MessagingOptions options,
        IEnumerable<Subscription> everybody
    )
    {
        bus.ConfigureJsonSerializerOptions(JsonSetup.Configure);
        bus.Host(new Uri(options.ConnectionString), host =>
        {
            host.PublisherConfirmation = true;
            host.Heartbeat(TimeSpan.FromSeconds(10));
        });

        // What no handler understands is put aside with the rest that failed, not into a queue of its own.
        // mutation poison
        bus.SendTopology.DeadLetterQueueNameFormatter = new WithTheErrors();

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

        foreach (var subscription in everybody.Where(subscription => !own.ContainsKey(subscription.Queue)))
        {
            subscription.Bind(bus, queue =>
            {
                MakeQuorum(queue, options);
                queue.SetQueueArgument("x-dead-letter-exchange", DeadLetters(subscription.Queue));
            });
        }
    }

    private static void MakeQuorum(IRabbitMqQueueConfigurator queue, MessagingOptions options)
    {
        queue.Durable = true;
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", options.DeliveryLimit);
    }

    private sealed class WithTheErrors : IDeadLetterQueueNameFormatter
    {
        public string FormatDeadLetterQueueName(string queueName) => $"{queueName}_error";
    }

    private static string DeadLetters(string queue) => $"{queue}_dead";

    private static IEnumerable<Subscription> FindSubscriptions(IServiceCollection services) =>
        services
            .Where(service => service.ServiceType == typeof(Subscription))
            .Select(service => (Subscription)Activator.CreateInstance(service.ImplementationType!)!);
}
