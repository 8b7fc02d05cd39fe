namespace UpperBack.Host.Draining;

/// <summary>Whether this process is about to end. It says so before it stops anything, so that others are sent
/// elsewhere in time.</summary>
internal sealed class ProcessState(IHostApplicationLifetime lifetime)
{
    private volatile bool draining;

    /// <summary>True from the moment it was asked to stop.</summary>
    public bool IsStopping => draining || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>It was asked to stop.</summary>
    public void BeginDraining() => draining = true;
}
