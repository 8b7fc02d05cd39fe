using System.Globalization;

namespace UpperBack.Scenarios.Promises;

/// <summary>Events as they are on the bus.</summary>
internal static class BusMessage
{
    /// <summary>Every event that any service ever published.</summary>
    public static async Task<IReadOnlyList<(string Type, Guid Id, string Body)>> ReadAllAsync(ClusterFixture fixture)
    {
        var events = new List<(string, Guid, string)>();
        foreach (var schema in new[] { "accounts", "scheduling", "live", "community", "streaming" })
        {
            var rows = await fixture.Cluster.QueryAsync(
                $"""
                select coalesce(json_agg(json_build_object('type', type, 'id', id, 'body', body))::text, '[]')
                from {schema}.outbox
                """
            );
            events.AddRange(
                JsonDocument
                    .Parse(rows)
                    .RootElement.EnumerateArray()
                    .Select(row =>
                        (
                            row.GetProperty("type").GetString()!,
                            row.GetProperty("id").GetGuid(),
                            row.GetProperty("body").GetString()!
                        )
                    )
            );
        }

        return events;
    }

    /// <summary>A message as MassTransit writes it.</summary>
    public static string Envelope(string type, Guid id, string body) =>
        $$"""{"messageId":"{{id}}","messageType":["{{UrnOf(type)}}"],"message":{{body}}}""";

    /// <summary>The body of one that credits an attendance.</summary>
    public static string Attendance() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {
              "attendanceId":"{{Guid.CreateVersion7()}}","revision":1,
              "sessionId":"{{Guid.CreateVersion7()}}","memberId":"{{MemberId.New()}}",
              "classStartedAt":"2026-11-20T06:00:00+00:00","watchedSeconds":900,"classSeconds":1080,
              "occurredAt":"2026-11-20T06:20:00+00:00"
            }
            """
        );

    /// <summary>How MassTransit names a type of events.</summary>
    public static string UrnOf(string type) => $"urn:message:UpperBack.Contracts.Events:{type}";
}
