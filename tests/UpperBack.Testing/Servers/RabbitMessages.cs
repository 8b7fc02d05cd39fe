using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace UpperBack.Testing.Servers;

/// <summary>What somebody who is not the platform can do with the messages of a virtual host.</summary>
public static class RabbitMessages
{
    /// <summary>Messages of a queue that wait for a consumer; 0 when there is no such queue.</summary>
    public static async Task<long> CountAsync(this RabbitServer rabbit, string virtualHost, string queue)
    {
        await using var connection = await rabbit.ConnectAsync(virtualHost);
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    /// <summary>Takes away all messages of a queue that wait for a consumer.</summary>
    /// <returns>How many they were.</returns>
    public static async Task<long> PurgeAsync(this RabbitServer rabbit, string virtualHost, string queue)
    {
        await using var connection = await rabbit.ConnectAsync(virtualHost);
        await using var channel = await connection.CreateChannelAsync();
        return await channel.QueuePurgeAsync(queue);
    }

    /// <summary>Names of all queues of a virtual host, in order.</summary>
    public static async Task<IReadOnlyList<string>> ListQueuesAsync(this RabbitServer rabbit, string virtualHost)
    {
        var listed = await rabbit.EvaluateAsync(
            $$"""string:join(lists:sort([binary_to_list(element(4, element(2, Queue))) || Queue <- rabbit_amqqueue:list(<<"{{virtualHost}}">>)]), "\n").""");
        return listed.Trim('"').Split("\\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Publishes bytes to an exchange, whatever they are, and waits until the broker has them.</summary>
    /// <param name="rabbit">The server.</param>
    /// <param name="virtualHost">Where the exchange is.</param>
    /// <param name="exchange">Its name.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="contentType">What it claims to be.</param>
    /// <param name="messageId">Its id; none when null.</param>
    /// <param name="headers">Its headers.</param>
    public static async Task PublishRawAsync(
        this RabbitServer rabbit,
        string virtualHost,
        string exchange,
        byte[] body,
        string contentType = "application/vnd.masstransit+json",
        string? messageId = null,
        IReadOnlyDictionary<string, object?>? headers = null)
    {
        await using var connection = await rabbit.ConnectAsync(virtualHost);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var properties = new BasicProperties { Persistent = true, ContentType = contentType, Headers = headers?.ToDictionary() };
        if (messageId is not null)
            properties.MessageId = messageId;
        await channel.BasicPublishAsync(exchange, routingKey: "", mandatory: false, properties, body);
    }
}
