using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using UpperBack.Infrastructure.Workers;

namespace UpperBack.Host.Tests.Workers;

public sealed class PollingWorkerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task ARoundThatFailsIsLoggedAndTheNextOneBegins()
    {
        using var worker = new Worker(TimeSpan.FromMilliseconds(10));
        await worker.StartAsync(default);

        (await worker.NextRoundAsync()).SetException(new InvalidOperationException("broken"));
        (await worker.NextRoundAsync()).SetException(new OperationCanceledException("its own timeout"));
        (await worker.NextRoundAsync()).SetResult();
        (await worker.NextRoundAsync()).SetResult();
        await worker.StopAsync(default);

        Assert.Equal(["Worker failed; it tries again", "Worker failed; it tries again"], worker.Failures);
    }

    [Fact]
    public async Task ATriggerDoesNotWaitForTheInterval()
    {
        using var worker = new Worker(TimeSpan.FromDays(1));
        await worker.StartAsync(default);
        (await worker.NextRoundAsync()).SetResult();

        worker.Trigger();

        (await worker.NextRoundAsync()).SetResult();
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task TriggersDuringARoundAreOneMoreRound()
    {
        using var worker = new Worker(TimeSpan.FromDays(1));
        await worker.StartAsync(default);
        var first = await worker.NextRoundAsync();
        for (var i = 0; i < 100; i++)
            worker.Trigger();
        first.SetResult();
        (await worker.NextRoundAsync()).SetResult();

        // Nothing is left of the hundred: this round is the one that is asked for now.
        await Task.Delay(100);
        Assert.Equal(2, worker.Rounds);
        worker.Trigger();
        (await worker.NextRoundAsync()).SetResult();
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task WhatIsInterruptedByTheEndIsNoFailure()
    {
        using var worker = new Worker(TimeSpan.FromDays(1));
        await worker.StartAsync(default);
        await worker.NextRoundAsync();

        await worker.StopAsync(default);

        Assert.True(worker.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(worker.Failures);
    }

    private sealed class Worker(TimeSpan interval, Worker.Sentences log) : PollingWorker(TimeProvider.System, log)
    {
        private readonly Channel<TaskCompletionSource> rounds = Channel.CreateUnbounded<TaskCompletionSource>();

        public Worker(TimeSpan interval)
            : this(interval, new Sentences()) { }

        public IEnumerable<string> Failures => log;

        public int Rounds { get; private set; }

        protected override TimeSpan Interval => interval;

        /// <summary>The next round, which goes on until the caller ends it.</summary>
        public Task<TaskCompletionSource> NextRoundAsync() => rounds.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        protected override Task RunRoundAsync(CancellationToken ct)
        {
            var round = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Rounds++;
            rounds.Writer.TryWrite(round);
            return round.Task.WaitAsync(ct);
        }

        public sealed class Sentences : ConcurrentQueue<string>, ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => Enqueue(formatter(state, exception));
        }
    }
}
