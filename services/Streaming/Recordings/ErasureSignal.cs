namespace UpperBack.Streaming.Recordings;

/// <summary>Erased recordings as a signal: whoever erases one sets it, and the worker that deletes the objects waits
/// for it, without knowing each other.</summary>
internal sealed class ErasureSignal
{
    /// <summary>Set when a recording was erased.</summary>
    public AsyncSignal Erased { get; } = new();
}
