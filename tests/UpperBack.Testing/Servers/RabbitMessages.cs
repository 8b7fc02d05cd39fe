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
            $$"""
            Queues = rabbit_amqqueue:list(<<"{{virtualHost}}">>),
            string:join(lists:sort([binary_to_list(element(4, element(2, Queue))) || Queue <- Queues]), "\n").
            """
        );
        return listed.Trim('"').Split("\\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>How each queue and each exchange that somebody made in a virtual host is declared, a line each, such as
    /// <c>queue notes durable kept shared rabbit_quorum_queue</c>.</summary>
    public static async Task<IReadOnlyList<string>> DescribeAsync(this RabbitServer rabbit, string virtualHost)
    {
        var listed = await rabbit.EvaluateAsync(
            $$"""
            Say = fun(Value, Yes, No) -> case Value of true -> Yes; false -> No end end,
            Queues = [io_lib:format("queue ~s ~s ~s ~s ~s", [
                element(4, amqqueue:get_name(Queue)),
                Say(amqqueue:is_durable(Queue), "durable", "transient"),
                Say(amqqueue:is_auto_delete(Queue), "auto-delete", "kept"),
                Say(amqqueue:get_exclusive_owner(Queue) =/= none, "exclusive", "shared"),
                amqqueue:get_type(Queue)]) || Queue <- rabbit_amqqueue:list(<<"{{virtualHost}}">>)],
            Exchanges = [io_lib:format("exchange ~s ~s ~s ~s", [
                element(4, element(2, Exchange)),
                Say(element(4, Exchange), "durable", "transient"),
                Say(element(5, Exchange), "auto-delete", "kept"),
                element(3, Exchange)]) || Exchange <- rabbit_exchange:list(<<"{{virtualHost}}">>)],
            string:join(lists:sort([lists:flatten(Line) || Line <- Queues ++ Exchanges]), "\n").
            """
        );
        return
        [
            .. listed
                .Trim('"')
                .Split("\\n", StringSplitOptions.RemoveEmptyEntries)
                .Where(line =>
                    !line.StartsWith("exchange amq.", StringComparison.Ordinal)
                    && !line.StartsWith("exchange  ", StringComparison.Ordinal)
                ),
        ];
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
        IReadOnlyDictionary<string, object?>? headers = null
    )
    {
        await using var connection = await rabbit.ConnectAsync(virtualHost);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = contentType,
            Headers = headers?.ToDictionary(),
        };
        if (messageId is not null)
            properties.MessageId = messageId;
        await channel.BasicPublishAsync(exchange, routingKey: "", mandatory: false, properties, body);
    }
}
