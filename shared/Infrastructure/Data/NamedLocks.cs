namespace UpperBack.Infrastructure.Data;

/// <summary>Locks by name within this process, first come first served: waiting here holds no connection.</summary>
internal sealed class NamedLocks
{
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>Waits for a name.</summary>
    /// <returns>Gives it back when disposed.</returns>
    public async Task<IDisposable> LockAsync(string name, CancellationToken ct)
    {
        Entry? entry;
        lock (entries)
        {
            if (!entries.TryGetValue(name, out entry))
                entries[name] = entry = new Entry();
            entry.Users++;
        }

        try
        {
            await entry.Gate.WaitAsync(ct);
            return new Exit(() =>
            {
                entry.Gate.Release();
                Leave(name, entry);
            });
        }
        catch
        {
            Leave(name, entry);
            throw;
        }
    }

    private void Leave(string name, Entry entry)
    {
        lock (entries)
        {
            if (--entry.Users == 0)
                entries.Remove(name);
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Exit(Action leave) : IDisposable
    {
        private Action? leave = leave;

        public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
    }
}
