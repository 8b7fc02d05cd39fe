using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace UpperBack.Host.Tests;

/// <summary>A log that keeps its sentences, in order.</summary>
public class ToldLog : ConcurrentQueue<string>, ILogger
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

public sealed class ToldLog<T> : ToldLog, ILogger<T>;
