using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace UpperBack.Testing.Servers;

/// <summary>The one thread that starts other programs. Linux ends a program with the thread that started it, when the
/// program asked for that; threads of the pool come and go, this one stays as long as the process.</summary>
internal sealed class Spawner
{
    private static readonly Lazy<Spawner> Shared = new(() => new Spawner());

    private readonly BlockingCollection<Action> work = [];

    private Spawner() => new Thread(Work) { IsBackground = true, Name = nameof(Spawner) }.Start();

    /// <summary>Starts a program.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Shared.Value.work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Win32Exception ex)
            {
                started.SetException(ex);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private void Work()
    {
        foreach (var start in work.GetConsumingEnumerable())
            start();
    }
}
