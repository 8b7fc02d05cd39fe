using System.Text.Json;
using UpperBack.Contracts.Events;
using UpperBack.Infrastructure.Data;
using UpperBack.Kernel.Http;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>The rows that turn a committed fact into a message, and back.</summary>
internal static class Outbox
{
    public static readonly JsonSerializerOptions Json = JsonSetup.Configure(new JsonSerializerOptions());

    public static Task AddAsync(UnitOfWork work, IIntegrationEvent integrationEvent, CancellationToken ct) =>
        work.ExecuteAsync(
            """
            insert into outbox (id, type, body, created_at, available_at)
            values (@Id, @Type, @Body, @Now, @Now)
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                Type = EventNames.Of(integrationEvent.GetType()),
                Body = JsonSerializer.Serialize(integrationEvent, integrationEvent.GetType(), Json),
                work.Now,
            },
            ct
        );

    /// <exception cref="JsonException">The row holds no event of this version.</exception>
    public static (object Event, Type Type) Read(string type, string body)
    {
        if (!EventNames.All.TryGetValue(type, out var clrType))
            throw new JsonException($"There is no event '{type}'.");
        return (
            JsonSerializer.Deserialize(body, clrType, Json) ?? throw new JsonException($"The event '{type}' is empty."),
            clrType
        );
    }
}
