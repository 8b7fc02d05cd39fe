namespace UpperBack.Host.Draining;

/// <summary>Whether this process is about to end. It says so before it stops anything, so that others are sent
/// elsewhere in time.</summary>
internal sealed class ProcessState(IHostApplicationLifetime lifetime)
{
    private volatile bool draining;
    private volatile bool leaving;
    private volatile bool hasProxy;

    /// <summary>True from the moment it was asked to stop.</summary>
    public bool IsStopping => draining || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>True when those who were connected have been sent elsewhere and a proxy must notice that this node
    /// goes.</summary>
    public bool IsLeaving => leaving;

    /// <summary>True once a request came through a proxy.</summary>
    public bool HasProxy => hasProxy;

    /// <summary>It was asked to stop.</summary>
    public void BeginDraining() => draining = true;

    /// <summary>Nobody is connected to the hub any more.</summary>
    public void BeginLeaving() => leaving = true;

    /// <summary>A request came through a proxy.</summary>
    public void NoticeProxy() => hasProxy = true;
}
