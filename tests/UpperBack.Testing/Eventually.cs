using System.Diagnostics;

namespace UpperBack.Testing;

/// <summary>Waits for what comes by itself; fails with what was last seen. The busier the machine, the longer it
/// waits.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Reads until the condition holds, and gives back what was read.</summary>
    /// <param name="read">Looks at the present state.</param>
    /// <param name="holds">What is waited for.</param>
    /// <param name="timeout">How long at most on a machine that is not busy; 20 seconds when not given.</param>
    public static async Task<T> Is<T>(Func<Task<T>> read, Func<T, bool> holds, TimeSpan? timeout = null)
    {
        var limit = timeout ?? Timeout;
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await read();
            if (holds(seen))
                return seen;
            if (waited.Elapsed > limit && waited.Elapsed > Machine.Allow(limit))
                throw new TimeoutException(
                    $"Not within {waited.Elapsed.TotalSeconds:0} s. Last seen: {JsonSerializer.Serialize(seen)}"
                );
            await Task.Delay(25);
        }
    }

    /// <summary>Waits for a condition on something in memory.</summary>
    public static Task Is(Func<bool> holds, TimeSpan? timeout = null) =>
        Is(() => Task.FromResult(holds()), seen => seen, timeout);
}
