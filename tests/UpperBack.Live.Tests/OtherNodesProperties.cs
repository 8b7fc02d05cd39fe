using CsCheck;
using UpperBack.Contracts.Live;
using UpperBack.Live.Rooms;

namespace UpperBack.Live.Tests;

public sealed class OtherNodesProperties
{
    private static readonly MemberId[] Members = [.. Enumerable.Range(0, 12).Select(_ => MemberId.New())];

    /// <summary>Connections have ids of a few, so that nodes often speak of each other's.</summary>
    [Fact]
    public void WhatAnotherNodeSaysChangesNothingOfThisOnesConnectionsOrAThirdOnes() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 11])
            .Array[0, 40]
            .Sample(events =>
            {
                var people = new RoomPeople();
                people.Replace("a", 0, 1000, []);
                people.Replace("b", 0, 1000, []);
                var (own, ofA) = (new Dictionary<string, PresenceLease>(), new HashSet<string>());
                var version = 0L;
                foreach (var (what, number, member) in events)
                {
                    var id = $"{number}";
                    var lease = new PresenceLease(id, Members[member], RoomRoles.Participant, "Somebody");
                    switch (what)
                    {
                        case 0:
                            people.Take(lease);
                            own[id] = lease;
                            ofA.Remove(id);
                            break;
                        case 1:
                            Assert.Equal(own.Remove(id), people.Return(id));
                            break;
                        case 2:
                            var isFree = !people.Has(id);
                            people.Apply("a", ++version, new Dictionary<string, PresenceLease?> { [id] = lease });
                            if (isFree)
                                ofA.Add(id);
                            break;
                        case 3:
                            people.Apply("b", ++version, new Dictionary<string, PresenceLease?> { [id] = lease });
                            people.Apply("b", ++version, new Dictionary<string, PresenceLease?> { [id] = null });
                            break;
                        case 4:
                            people.Replace("b", ++version, 1000, [lease]);
                            people.Replace("b", ++version, 1000, []);
                            break;
                        default:
                            people.Replace("b", ++version, 500, [lease]);
                            people.ForgetExpired(500);
                            people.Replace("b", ++version, 1000, []);
                            break;
                    }

                    Assert.Equal(own.Values.ToHashSet(), people.ReadOwn().ToHashSet());
                    Assert.All(own.Keys.Concat(ofA), held => Assert.True(people.Has(held)));
                }

                people.ForgetExpired(1000);
                Assert.Equal(own.Values.ToHashSet(), people.ReadOwn().ToHashSet());
                Assert.Equal(own.Values.Select(lease => lease.Member).Distinct().Count(), people.Count);
            });
}
