using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>Registers the bus and what listens to it.</summary>
public static class MessagingSetup
{
    /// <summary>Registers the chosen bus. Called once, by Host.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddMassTransit(registration =>
        {
            // A self-hosted platform tells nobody that it runs.
            registration.DisableUsageTelemetry();
            registration.UsingInMemory((context, bus) =>
            {
                bus.ConfigureJsonSerializerOptions(JsonSetup.Configure);
                foreach (var subscription in context.GetServices<Subscription>())
                    subscription.Configure(bus, context);
            });
        });
        services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
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
}
