namespace UpperBack.Live.Rooms;

/// <summary>Set when something was stored, on whichever node, that may end somebody's access to a room: a plan, a
/// removal, another leader, the end of a class.</summary>
internal sealed class AccessSignal
{
    /// <summary>What a worker waits for.</summary>
    public AsyncSignal Signal { get; } = new();

    public void Set() => Signal.Set();
}
