using CsCheck;
using UpperBack.Contracts.Live;
using UpperBack.Live.Presence;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

public sealed class RoomPeopleProperties
{
    private const int Connections = 24;

    private static readonly MemberId[] Members = [.. Enumerable.Range(0, 12).Select(_ => MemberId.New())];
    private static readonly HashSet<MemberId> NoFriends = [];

    /// <summary>What happens: connection n comes, or leaves when it is here; two of them belong to each member, and a
    /// third of the members lead. Every other connection is on another node.</summary>
    private static readonly Gen<int[]> AnyEvents = Gen.Int[0, Connections - 1].Array[0, 40];

    [Fact]
    public void TheDifferenceAppliedToBeforeGivesNow() =>
        Gen.Select(AnyEvents, AnyEvents)
            .Sample(
                (first, second) =>
                {
                    var room = Room.After(first);
                    var shown = room.Here();
                    room.Happen(second);

                    Assert.Equal(room.Here(), Apply(shown, room.People.DrainChanges()));
                }
            );

    [Fact]
    public void ItSaysNothingThatDidNotHappen() =>
        Gen.Select(AnyEvents, AnyEvents)
            .Sample(
                (first, second) =>
                {
                    var room = Room.After(first);
                    var before = room.Here();
                    room.Happen(second);
                    var now = room.Here();

                    var changes = room.People.DrainChanges();
                    Assert.Subset(
                        second.Select(MemberOf).ToHashSet(),
                        changes.People.Select(change => change.Member).ToHashSet()
                    );
                    Assert.Equal(now.Count, changes.Count);
                    Assert.All(changes.People, change =>
                        Assert.Equal(change.Now is not null, now.Contains(change.Member))
                    );
                    Assert.Equal(
                        changes.People.Count,
                        changes.People.Select(change => change.Member).Distinct().Count()
                    );
                    Assert.True(
                        changes.People.Count > 0 || before.SetEquals(now),
                        "Somebody came or left, and nobody is told."
                    );
                    Assert.Empty(room.People.DrainChanges().People);
                }
            );

    [Fact]
    public void WhoIsNotShownIsNotMentioned() =>
        Gen.Select(AnyEvents, AnyEvents, AnyEvents)
            .Sample(
                (first, second, friends) =>
                {
                    var room = Room.After(first);
                    room.Happen(second);
                    var shown = friends.Select(MemberOf).ToHashSet();

                    var message = PresenceView.Difference(
                        default,
                        0,
                        isListed: false,
                        room.People.DrainChanges().People,
                        shown.Contains
                    );
                    Assert.All(message.Joined.Select(person => person.MemberId).Concat(message.Left), member =>
                        Assert.True(shown.Contains(member) || RoleOf(member) != RoomRoles.Participant)
                    );
                }
            );

    [Fact]
    public void WhoEnteredInBetweenKnowsWhoIsHereToo() =>
        Gen.Select(AnyEvents, AnyEvents, AnyEvents)
            .Sample(
                (first, second, third) =>
                {
                    var room = Room.After(first);
                    room.Happen(second);
                    var shown = Shown(room.People.Show(NoFriends, Connections));
                    room.Happen(third);

                    Assert.Equal(room.Here(), Apply(shown, room.People.DrainChanges()));
                }
            );

    [Fact]
    public void WhoSawItInACrowdKnowsTheLeadersWhoAreHere() =>
        Gen.Select(AnyEvents, AnyEvents)
            .Sample(
                (first, second) =>
                {
                    var room = new Room();
                    room.Happen(first);
                    var shown = Shown(room.People.Show(NoFriends, 0));
                    room.Happen(second);

                    var message = PresenceView.Difference(
                        default,
                        0,
                        isListed: false,
                        room.People.DrainChanges().People,
                        _ => false
                    );
                    shown.ExceptWith(message.Left);
                    shown.UnionWith(message.Joined.Select(person => person.MemberId));
                    Assert.Equal(
                        room.Here().Where(member => RoleOf(member) != RoomRoles.Participant).ToHashSet(),
                        shown
                    );
                }
            );

    [Fact]
    public void WhatIsToldAgainIsTrueNow() =>
        Gen.Select(AnyEvents, AnyEvents, AnyEvents)
            .Sample(
                (first, second, third) =>
                {
                    // The join result was overtaken by the difference after it, which the client then does not apply.
                    var room = new Room();
                    room.Happen(first);
                    var shown = Shown(room.People.Show(NoFriends, Connections));
                    room.Happen(second);
                    room.People.DrainChanges();
                    room.Happen(third);

                    Assert.Equal(room.Here(), Apply(shown, room.People.DrainChanges()));
                }
            );

    [Fact]
    public void ANodeThatIsForgottenTakesItsPeopleAlong() =>
        AnyEvents.Sample(events =>
        {
            var room = new Room();
            room.Happen(events);

            room.People.ForgetExpired(Room.ExpiresAtMs);
            Assert.Equal(
                room.Connected.Where(connection => !Room.IsElsewhere(connection)).Select(MemberOf).ToHashSet(),
                room.Here()
            );
        });

    private static MemberId MemberOf(int connection) => Members[connection / 2];

    private static string RoleOf(MemberId member) =>
        Array.IndexOf(Members, member) % 3 == 0 ? RoomRoles.Coach : RoomRoles.Participant;

    private static HashSet<MemberId> Shown(PresenceSnapshot snapshot)
    {
        var shown = snapshot.Members.Select(person => person.MemberId).ToHashSet();
        Assert.True(!snapshot.Listed || snapshot.Count == shown.Count);
        return shown;
    }

    private static HashSet<MemberId> Apply(HashSet<MemberId> shown, PeopleChanges changes) =>
        [
            .. shown
                .Except(changes.People.Where(change => change.Now is null).Select(change => change.Member))
                .Union(changes.People.Where(change => change.Now is not null).Select(change => change.Member)),
        ];

    /// <summary>A room, and who is connected to it.</summary>
    private sealed class Room
    {
        public const long ExpiresAtMs = 1000;

        private const string Elsewhere = "elsewhere";
        private long version;

        public Room() => People.Replace(Elsewhere, 0, ExpiresAtMs, []);

        /// <summary>One in which something happened that everybody was told of.</summary>
        public static Room After(int[] events)
        {
            var room = new Room();
            room.Happen(events);
            room.People.DrainChanges();
            return room;
        }

        public RoomPeople People { get; } = new();

        public HashSet<int> Connected { get; } = [];

        public static bool IsElsewhere(int connection) => connection % 2 == 1;

        public HashSet<MemberId> Here() => People.Find(Members).Select(person => person.MemberId).ToHashSet();

        public void Happen(IEnumerable<int> events)
        {
            foreach (var connection in events)
            {
                var isComing = Connected.Add(connection);
                if (!isComing)
                    Connected.Remove(connection);
                var id = $"{connection}";
                var lease = new PresenceLease(id, MemberOf(connection), RoleOf(MemberOf(connection)), "Somebody");
                if (IsElsewhere(connection))
                    People.Apply(
                        Elsewhere,
                        ++version,
                        new Dictionary<string, PresenceLease?> { [id] = isComing ? lease : null }
                    );
                else if (isComing)
                    People.Take(lease);
                else
                    People.Return(id);
            }

            Assert.Equal(Connected.Select(MemberOf).ToHashSet(), Here());
            Assert.Equal(Here().Count, People.Count);
        }
    }
}
