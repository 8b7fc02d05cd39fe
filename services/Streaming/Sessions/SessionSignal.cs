namespace UpperBack.Streaming.Sessions;

/// <summary>What Streaming stores of sessions as a signal: handlers of events set it, and whoever follows sessions
/// waits for it, without knowing each other.</summary>
internal sealed class SessionSignal
{
    /// <summary>Set when a session's plan, or the end of its class, is stored.</summary>
    public AsyncSignal Changed { get; } = new();
}
