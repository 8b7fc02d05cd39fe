using CsCheck;
using UpperBack.Live.Presence;

namespace UpperBack.Live.Tests;

public sealed class PresenceDifferencesProperties
{
    private static readonly MemberId[] People = [.. Enumerable.Range(0, 12).Select(_ => MemberId.New())];
    private static readonly Gen<HashSet<MemberId>> AnyPeople = Gen.Int[0, 11]
        .Array[0, 12]
        .Select(who => who.Select(i => People[i]).ToHashSet());

    [Fact]
    public void TheDifferenceAppliedToBeforeGivesNow() =>
        Gen.Select(AnyPeople, AnyPeople)
            .Sample(
                (before, now) =>
                {
                    var difference = PresenceDifferences.Between(before, now);

                    Assert.True(before.Except(difference.Left).Union(difference.Joined).ToHashSet().SetEquals(now));
                }
            );

    [Fact]
    public void ItSaysNothingThatDidNotHappen() =>
        Gen.Select(AnyPeople, AnyPeople)
            .Sample(
                (before, now) =>
                {
                    var difference = PresenceDifferences.Between(before, now);

                    Assert.Empty(difference.Joined.Intersect(before));
                    Assert.Empty(difference.Left.Intersect(now));
                    Assert.Equal(before.SetEquals(now), difference.IsEmpty);
                }
            );

    [Fact]
    public void WhoIsNotShownIsNotMentioned() =>
        Gen.Select(AnyPeople, AnyPeople, AnyPeople)
            .Sample(
                (before, now, shown) =>
                {
                    var difference = PresenceDifferences.Between(before, now).Among(shown);

                    Assert.Subset(shown, difference.Joined.Concat(difference.Left).ToHashSet());
                }
            );

    [Fact]
    public void WhoEnteredInBetweenKnowsWhoIsHereToo() =>
        Gen.Select(AnyPeople, AnyPeople, AnyPeople)
            .Sample(
                (before, shown, now) =>
                {
                    var difference = PresenceDifferences.Between(before, now).Missing(shown, now);

                    Assert.True(before.Except(difference.Left).Union(difference.Joined).ToHashSet().SetEquals(now));
                    Assert.Subset(now, shown.Except(difference.Left).Union(difference.Joined).ToHashSet());
                }
            );

    [Fact]
    public void WhatIsToldAgainIsTrueNow() =>
        Gen.Select(AnyPeople, AnyPeople, AnyPeople)
            .Sample(
                (first, second, now) =>
                {
                    var earlier = PresenceDifferences.Between(first, second);
                    var difference = PresenceDifferences.Between(second, now).After(earlier, now);

                    Assert.True(second.Except(difference.Left).Union(difference.Joined).ToHashSet().SetEquals(now));
                    Assert.True(first.Except(difference.Left).Union(difference.Joined).ToHashSet().SetEquals(now));
                }
            );
}
