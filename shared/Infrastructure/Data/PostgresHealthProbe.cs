using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace UpperBack.Infrastructure.Data;

/// <summary>Feels whether PostgreSQL answers, twice a second on a connection of its own. When it does not, everybody
/// who queues for it is told at once, instead of each finding out by a timeout after the one before.</summary>
internal sealed partial class PostgresHealthProbe(
    IOptions<DataOptions> options,
    TimeProvider clock,
    ILogger<PostgresHealthProbe> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(250);

    private volatile CancellationTokenSource stalled = new();

    /// <summary>Cancelled while the database does not answer; a new token once it does again.</summary>
    public CancellationToken Stalled => stalled.Token;

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(PostgresDialect.ConnectionStringOf(options.Value, "pulse"))
            {
                MaxPoolSize = 1,
            }
        );
        while (!ct.IsCancellationRequested)
        {
            var question = AnswersAsync(source, ct);
            if (!await IsInTimeAsync(question, ct))
                await StallAsync();
            if (await question)
                Recover();
            else if (!ct.IsCancellationRequested)
                await StallAsync();
            await Task.Delay(Interval, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>False when the answer lets wait for itself. A wait that took much longer than was asked for says that
    /// this process was starved, not that the database is slow: then it waits once more.</summary>
    private async Task<bool> IsInTimeAsync(Task<bool> question, CancellationToken ct)
    {
        var patience = TimeSpan.FromSeconds(options.Value.StallSeconds);
        while (true)
        {
            var asked = clock.GetTimestamp();
            await Task.WhenAny(question, Task.Delay(patience, clock, ct));
            if (question.IsCompleted)
                return true;
            if (clock.GetElapsedTime(asked) < patience + Lateness)
                return false;
        }
    }

    private static async Task<bool> AnswersAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(ct);
            return true;
        }
        catch (Exception ex) when (ex is DbException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task StallAsync()
    {
        if (stalled.IsCancellationRequested)
            return;

        Stalls();
        await stalled.CancelAsync();
    }

    private void Recover()
    {
        if (!stalled.IsCancellationRequested)
            return;

        stalled = new CancellationTokenSource();
        Recovers();
    }

    [LoggerMessage(1, LogLevel.Error, "PostgreSQL does not answer: requests that need it are refused until it does")]
    private partial void Stalls();

    [LoggerMessage(2, LogLevel.Warning, "PostgreSQL answers again")]
    private partial void Recovers();
}
