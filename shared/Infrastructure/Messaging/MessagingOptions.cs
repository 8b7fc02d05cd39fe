using UpperBack.Kernel.Problems;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>How services tell each other what happened.</summary>
public sealed class MessagingOptions : ICheckedOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Bus";

    /// <summary>What stands behind the bus seam: <c>memory</c>, within the process, or <c>rabbitmq</c>.</summary>
    public string Provider { get; set; } = "memory";

    /// <summary>How to reach RabbitMQ, such as <c>amqp://upperback:…@rabbitmq:5672/upperback</c>; the path is the
    /// virtual host.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Hours of sent messages that are sent again at start when the bus is in memory, because it may have died
    /// with them.</summary>
    public int ReplayHours { get; set; } = 24;

    /// <summary>Seconds to wait for the bus to take one message.</summary>
    public int PublishTimeoutSeconds { get; set; } = 10;

    /// <summary>How often RabbitMQ delivers a message whose consumers die of it, before it is put aside in the queue's
    /// dead letters.</summary>
    public int DeliveryLimit { get; set; } = 20;

    /// <inheritdoc/>
    public IEnumerable<string> FindErrors()
    {
        if (Provider is not ("memory" or "rabbitmq"))
            yield return $"{Section}:Provider is '{Provider}', but must be 'memory' or 'rabbitmq'.";
        if (ReplayHours is < 1 or > 24 * 7)
            yield return $"{Section}:ReplayHours is {ReplayHours}, but must be from 1 to 168.";
        if (PublishTimeoutSeconds is < 1 or > 300)
            yield return $"{Section}:PublishTimeoutSeconds is {PublishTimeoutSeconds}, but must be from 1 to 300.";
        if (DeliveryLimit is < 1 or > 1000)
            yield return $"{Section}:DeliveryLimit is {DeliveryLimit}, but must be from 1 to 1000.";
        if (
            Provider == "rabbitmq"
            && !(Uri.TryCreate(ConnectionString, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps")
        )
            yield return $"{Section}:ConnectionString must say how to reach RabbitMQ, such as "
                + "amqp://user:password@rabbitmq:5672/upperback.";
    }
}
