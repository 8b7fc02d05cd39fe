using BenchmarkDotNet.Attributes;
using NodaTime;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;
using UpperBack.Live.Sending;

namespace UpperBack.Benchmarks;

/// <summary>What a join costs in the room itself, besides the connection, the row and the answer's text: the one who
/// comes is admitted, sent the cues they missed and shown who is here. It does not grow with who is here.</summary>
[MemoryDiagnoser]
public class Join
{
    private const int Missed = 50;
    private const int PresenceListLimit = 200;

    private static readonly HashSet<MemberId> NoFriends = [];

    private readonly MemberId comes = MemberId.New();
    private Room room = null!;
    private Room.LockedRoom locked = null!;

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
        for (var i = 1; i <= Missed; i++)
            locked.Append(
                new Cue(
                    session,
                    "e",
                    i,
                    i,
                    $"{i}",
                    MemberId.New(),
                    "Meera",
                    new CueContent(CueKinds.Form, "Long neck"),
                    0
                )
            );
        for (var i = 0; i < People; i++)
            Admit(Guid.NewGuid().ToString(), MemberId.New());
    }

    /// <summary>One comes, and leaves again.</summary>
    [Benchmark]
    public PresenceSnapshot ComeAndLeave()
    {
        var connection = Admit("comes", comes);
        var shown = room.People.Show(NoFriends, PresenceListLimit);
        room.Remove(connection.Id);
        return shown;
    }

    private LiveConnection Admit(string id, MemberId member)
    {
        var connection = new LiveConnection(id, member, new DeafOutput());
        room.Connections.Recover(connection, locked.Log.ReadAfter(null).Cues);
        locked.Admit(new RoomMembership(connection, RoomRoles.Participant, "Asha", NoFriends, LeaderEpoch: null));
        return connection;
    }

    /// <summary>A connection without a socket.</summary>
    private sealed class DeafOutput : ConnectionOutput
    {
        protected override void Write(MessageBatch batch) { }

        protected override void Finish() { }

        protected override void Close(Exception? reason) { }
    }
}
