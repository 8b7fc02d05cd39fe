namespace UpperBack.Live.Rooms;

/// <summary>Set when something happened that may bring a room to its next state, so that the lifecycle worker need not
/// wait for its next round.</summary>
internal sealed class RoomLifecycleSignal
{
    /// <summary>What the worker waits for.</summary>
    public AsyncSignal Signal { get; } = new();

    public void Set() => Signal.Set();
}
