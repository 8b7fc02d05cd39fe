using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Infrastructure.Data;

/// <summary>Asks PostgreSQL for an answer twice a second, on a connection of its own. When none comes, all who queue
/// for it are told at once, instead of each finding out by a timeout after the one before.</summary>
internal sealed partial class PostgresHealthProbe(
    IOptions<DataOptions> options,
    TimeProvider clock,
    ILogger<PostgresHealthProbe> log
) : PollingWorker(clock, log)
{
    private static readonly TimeSpan MaxOversleep = TimeSpan.FromMilliseconds(250);

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(PostgresDialect.ConnectionStringOf(options.Value, "pulse"))
        {
            MaxPoolSize = 1,
        }
    );
    private volatile CancellationTokenSource stalled = new();

    /// <summary>Cancelled while the database does not answer; a new token once it does again.</summary>
    public CancellationToken Stalled => stalled.Token;

    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    public override void Dispose()
    {
        source.Dispose();
        base.Dispose();
    }

    protected override async Task RunRoundAsync(CancellationToken ct)
    {
        var answer = AnswersAsync(ct);
        if (!await IsInTimeAsync(answer, ct))
            await StallAsync();
        if (await answer)
            Recover();
        else if (!ct.IsCancellationRequested)
            await StallAsync();
    }

    /// <summary>False when the answer takes too long. A wait that itself took much longer than was asked for says that
    /// this process was starved, not that the database is slow: then it waits once more.</summary>
    private async Task<bool> IsInTimeAsync(Task<bool> answer, CancellationToken ct)
    {
        var timeout = TimeSpan.FromSeconds(options.Value.StallSeconds);
        while (true)
        {
            var asked = Clock.GetTimestamp();
            await Task.WhenAny(answer, Task.Delay(timeout, Clock, ct));
            if (answer.IsCompleted)
                return true;
            if (Clock.GetElapsedTime(asked) < timeout + MaxOversleep)
                return false;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
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

        LogStalled();
        await stalled.CancelAsync();
    }

    private void Recover()
    {
        if (!stalled.IsCancellationRequested)
            return;

        stalled = new CancellationTokenSource();
        LogRecovered();
    }

    [LoggerMessage(1, LogLevel.Error, "PostgreSQL does not answer: requests that need it are refused until it does")]
    private partial void LogStalled();

    [LoggerMessage(2, LogLevel.Warning, "PostgreSQL answers again")]
    private partial void LogRecovered();
}
