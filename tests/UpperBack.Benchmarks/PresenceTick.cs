using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using NodaTime;
using UpperBack.Contracts.Live;
using UpperBack.Live;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;
using UpperBack.Live.Workers;

namespace UpperBack.Benchmarks;

/// <summary>What the presence of a room costs in one of its ticks, besides what the sockets take.</summary>
[MemoryDiagnoser]
public class PresenceTick
{
    private static readonly HashSet<MemberId> NoFriends = [];

    private readonly PresenceBroadcaster presence = new(Options.Create(new LiveOptions()), TimeProvider.System);

    private Room room = null!;
    private Room.LockedRoom locked = null!;
    private string last = "";

    /// <summary>How many are in the room.</summary>
    [Params(1_000, 10_000)]
    public int People { get; set; }

    /// <summary>Lets everybody in.</summary>
    [GlobalSetup]
    public async Task FillAsync()
    {
        var (session, starts) = (SessionId.New(), Instant.FromUnixTimeSeconds(1));
        var plan = new SessionPlan(
            session,
            null,
            1,
            "Morning class",
            starts,
            starts + Duration.FromMinutes(18),
            "Asia/Kolkata",
            Cancelled: false,
            MemberId.New(),
            [],
            new RunSheet([])
        );
        room = new Room(plan, new RoomRecord("e", null, null, null), new CueLog("e", 100), []);
        locked = await room.LockAsync(default);
        for (var i = 0; i < People; i++)
            Admit();
        presence.SendChanges(room);
    }

    /// <summary>Nobody came and nobody left.</summary>
    [Benchmark]
    public void NothingChanged() => presence.SendChanges(room);

    /// <summary>One left and one came, which costs their leaving and coming too.</summary>
    [Benchmark]
    public void OneLeftAndOneCame()
    {
        room.Remove(last);
        Admit();
        presence.SendChanges(room);
    }

    private void Admit()
    {
        last = Guid.NewGuid().ToString();
        locked.Admit(
            new RoomMembership(
                new LiveConnection(last, MemberId.New(), new DeafOutput()),
                RoomRoles.Participant,
                "Asha",
                NoFriends,
                LeaderEpoch: null
            )
        );
    }

    /// <summary>A connection without a socket.</summary>
    private sealed class DeafOutput : ConnectionOutput
    {
        protected override void Write(MessageBatch batch) { }

        protected override void Finish() { }

        protected override void Close(Exception? reason) { }
    }
}
