using BenchmarkDotNet.Attributes;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;
using UpperBack.Testing;

namespace UpperBack.Benchmarks;

/// <summary>What a join costs in the room itself, besides the connection, the row and the answer's text: the one who
/// comes is admitted, sent the cues they missed and shown who is here. It does not grow with who is here.</summary>
[MemoryDiagnoser]
public class Join : CrowdedRoom
{
    private const int Missed = 50;
    private const int PresenceListLimit = 200;

    private readonly MemberId comes = MemberId.New();

    /// <summary>Lets everybody in.</summary>
    [GlobalSetup]
    public async Task FillAsync()
    {
        await OpenAsync();
        for (var i = 1; i <= Missed; i++)
            Locked.Append(
                new Cue(
                    Room.SessionId,
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
        var shown = Room.People.Show(NoFriends, PresenceListLimit);
        Room.Remove(connection.Id);
        return shown;
    }

    private LiveConnection Admit(string id, MemberId member)
    {
        var connection = MemoryRoom.Connect(id, member);
        Room.Connections.Recover(connection, Locked.Log.ReadAfter(null).Cues);
        Locked.Admit(new RoomMembership(connection, RoomRoles.Participant, "Asha", NoFriends, LeaderEpoch: null));
        return connection;
    }
}
