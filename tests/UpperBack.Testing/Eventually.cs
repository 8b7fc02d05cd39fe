using System.Diagnostics;

namespace UpperBack.Testing;

/// <summary>Waits for what comes by itself; fails with what was last seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Reads until the condition holds, and gives back what was read.</summary>
    /// <param name="read">Looks at the present state.</param>
    /// <param name="holds">What is waited for.</param>
    /// <param name="patience">How long at most; 20 seconds when not given.</param>
    public static async Task<T> Is<T>(Func<Task<T>> read, Func<T, bool> holds, TimeSpan? patience = null)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var seen = await read();
            if (holds(seen))
                return seen;
            if (waited.Elapsed > (patience ?? Timeout))
                throw new TimeoutException(
                    $"Not within {waited.Elapsed.TotalSeconds:0} s. Last seen: {System.Text.Json.JsonSerializer.Serialize(seen)}"
                );
            await Task.Delay(25);
        }
    }

    /// <summary>Waits for a condition on something in memory.</summary>
    public static Task Is(Func<bool> holds, TimeSpan? patience = null) =>
        Is(() => Task.FromResult(holds()), seen => seen, patience);
}
