using System.Globalization;
using NodaTime;
using UpperBack.Infrastructure.Data;
using UpperBack.Infrastructure.Messaging;

namespace UpperBack.Host.Operating;

/// <summary><c>replay-outbox --since HOURS [--service NAME]</c>: has what was sent within the last hours sent again by
/// the platform that runs. For a broker that lost its queues; whoever handled a message already ignores it.</summary>
internal static class ReplayOutbox
{
    // What was sent longer ago is not kept, see OutboxRelay.
    private const int MaxHours = 24 * 14;

    public static async Task<int> RunAsync(VerbCall call)
    {
        if (
            !int.TryParse(call.Option("--since"), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || hours is < 1 or > MaxHours
        )
        {
            call.Log.ReplayMisused(MaxHours);
            return 2;
        }

        await using var app = UpperBackHost.Build(call.Builder);
        var all = app.Services.GetServices<ServiceDatabase>().ToArray();
        var chosen = call.Option("--service") is { } name ? [.. all.Where(database => database.Name == name)] : all;
        if (chosen.Length == 0)
        {
            call.Log.ServiceUnknown(
                call.Option("--service")!,
                string.Join(", ", all.Select(database => database.Name))
            );
            return 2;
        }

        var since = app.Services.GetRequiredService<TimeProvider>().Now() - Duration.FromHours(hours);
        foreach (var database in chosen)
            call.Log.OutboxReplayed(
                await OutboxReplay.SinceAsync(database, since, CancellationToken.None),
                database.Name
            );
        return 0;
    }
}
