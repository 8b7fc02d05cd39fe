using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using UpperBack.Contracts.Live;
using UpperBack.Live;
using UpperBack.Live.Rooms;
using UpperBack.Live.Workers;
using UpperBack.Testing;

namespace UpperBack.Benchmarks;

/// <summary>What the presence of a room costs in one of its ticks, besides what the sockets take.</summary>
[MemoryDiagnoser]
public class PresenceTick : CrowdedRoom
{
    private readonly PresenceBroadcaster presence = new(Options.Create(new LiveOptions()), TimeProvider.System);

    private string last = "";

    /// <summary>Lets everybody in.</summary>
    [GlobalSetup]
    public async Task FillAsync()
    {
        await OpenAsync();
        for (var i = 0; i < People; i++)
            Admit();
        presence.SendChanges(Room);
    }

    /// <summary>Nobody came and nobody left.</summary>
    [Benchmark]
    public void NothingChanged() => presence.SendChanges(Room);

    /// <summary>One left and one came, which costs their leaving and coming too.</summary>
    [Benchmark]
    public void OneLeftAndOneCame()
    {
        Room.Remove(last);
        Admit();
        presence.SendChanges(Room);
    }

    private void Admit()
    {
        last = Guid.NewGuid().ToString();
        Locked.Admit(
            new RoomMembership(
                MemoryRoom.Connect(last, MemberId.New()),
                RoomRoles.Participant,
                "Asha",
                NoFriends,
                LeaderEpoch: null
            )
        );
    }
}
