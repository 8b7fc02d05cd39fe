using BenchmarkDotNet.Attributes;
using UpperBack.Live.Rooms;
using UpperBack.Testing;

namespace UpperBack.Benchmarks;

/// <summary>A room that is measured with few and with many in it.</summary>
public abstract class CrowdedRoom
{
    private protected static readonly HashSet<MemberId> NoFriends = [];

    /// <summary>How many are in the room.</summary>
    [Params(1_000, 10_000)]
    public int People { get; set; }

    private protected Room Room { get; private set; } = null!;

    private protected Room.LockedRoom Locked { get; private set; } = null!;

    private protected async Task OpenAsync()
    {
        Room = MemoryRoom.Of(new RunSheet([]));
        Locked = await Room.LockAsync(default);
    }
}
