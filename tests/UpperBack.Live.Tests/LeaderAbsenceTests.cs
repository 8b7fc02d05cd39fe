using NodaTime;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

/// <summary>When a room calls its leader away.</summary>
public sealed class LeaderAbsenceTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 5, 6, 0);
    private static readonly Instant Later = Now + LeaderAbsence.Timeout;
    private static readonly MemberId Meera = MemberId.New();

    [Fact]
    public void ALeaderOnANodeThatIsNotHeardIsNotAway()
    {
        using var room = LedFrom("there");
        Observe(room, hasHeardOthers: false);
        Assert.False(room.LeaderAt(Later).Away);

        Observe(room, hasHeardOthers: true);
        Assert.True(room.LeaderAt(Later).Away);
    }

    [Fact]
    public void ALeaderWhoLeftThisNodeIsAwayWhetherTheOthersAreHeardOrNot()
    {
        using var room = LedFrom("here");
        room.People.Take(new PresenceLease("here", Meera, RoomRoles.Instructor, "Meera"));
        Observe(room, hasHeardOthers: false);
        Assert.False(room.LeaderAt(Later).Away);

        room.Remove("here");
        Observe(room, hasHeardOthers: false);
        Assert.True(room.LeaderAt(Later).Away);
    }

    private static void Observe(Room room, bool hasHeardOthers)
    {
        room.ObserveLeader(hasHeardOthers, Now);
        room.ObserveLeader(hasHeardOthers, Later);
    }

    /// <summary>A class that is on.</summary>
    private static Room LedFrom(string connection)
    {
        var plan = new SessionPlan(
            SessionId.New(),
            null,
            1,
            "Morning class",
            Now,
            Now + Duration.FromMinutes(18),
            "Asia/Kolkata",
            false,
            Meera,
            [],
            LiveFixture.Sheet,
            MirrorRules.Default
        );
        var room = new Room(plan, new RoomRecord("epoch", Now, null, null), new CueLog("epoch", 10), []);
        room.ApplyLeading(new Leading(1, Meera, "Meera", connection, null), Now);
        return room;
    }
}
