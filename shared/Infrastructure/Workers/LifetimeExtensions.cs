using Microsoft.Extensions.Hosting;

namespace UpperBack.Infrastructure.Workers;

/// <summary>Waits for moments of the process's life.</summary>
public static class LifetimeExtensions
{
    /// <summary>Returns once every hosted service has started and the server listens; throws only when
    /// cancelled.</summary>
    public static async Task WaitForStartAsync(this IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }
}
