using NodaTime;
using UpperBack.Infrastructure.Data;

namespace UpperBack.Infrastructure.Messaging;

/// <summary>Sends again what was sent; inboxes make that harmless.</summary>
internal static class OutboxReplay
{
    /// <summary>Marks everything that was sent after a moment, or that waits for another try, as due now.</summary>
    /// <returns>How many messages will be sent again.</returns>
    public static Task<int> SinceAsync(ServiceDatabase database, Instant since, CancellationToken ct) =>
        database.ExecuteAsync(
            """
            update outbox set sent_at = null, attempts = 0, available_at = created_at
            where sent_at > @since or sent_at is null
            """,
            new { since },
            ct
        );
}
