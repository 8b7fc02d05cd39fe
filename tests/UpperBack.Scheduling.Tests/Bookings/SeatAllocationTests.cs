using CsCheck;
using UpperBack.Scheduling.Bookings;

namespace UpperBack.Scheduling.Tests.Bookings;

public class SeatAllocationTests
{
    [Theory]
    [InlineData(2, 0, 0, SeatStatus.Booked)]
    [InlineData(2, 1, 0, SeatStatus.Booked)]
    [InlineData(2, 2, 0, SeatStatus.Waitlisted)]
    [InlineData(2, 1, 1, SeatStatus.Waitlisted)]
    [InlineData(0, 0, 0, SeatStatus.Waitlisted)]
    public void ANewcomerGetsASeatOnlyWhenOneIsFreeAndNobodyWaits(int seats, int booked, int waiting, string status) =>
        Assert.Equal(status, SeatAllocation.Claim(new SeatCounts(seats, booked, waiting)));

    [Theory]
    [InlineData(2, 1, 3, 1)]
    [InlineData(5, 1, 3, 3)]
    [InlineData(2, 2, 3, 0)]
    [InlineData(2, 3, 3, 0)]
    [InlineData(2, 1, 0, 0)]
    public void FreeSeatsGoToThoseWhoWait(int seats, int booked, int waiting, int promotions) =>
        Assert.Equal(promotions, SeatAllocation.Promotions(new SeatCounts(seats, booked, waiting)));

    [Fact]
    public void WhateverPeopleDoNobodyOvertakesAndNoSeatIsGivenTwice() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 14].Array[0, 80])
            .Sample(
                (seats, moves) =>
                {
                    var booked = new List<int>();
                    var waiting = new List<int>();
                    SeatCounts Counts() => new(seats, booked.Count, waiting.Count);

                    // A move is a member: who has no claim makes one, who has one gives it up.
                    foreach (var member in moves)
                    {
                        if (booked.Remove(member) || waiting.Remove(member))
                        {
                            for (var promotions = SeatAllocation.Promotions(Counts()); promotions > 0; promotions--)
                            {
                                booked.Add(waiting[0]);
                                waiting.RemoveAt(0);
                            }
                        }
                        else
                        {
                            (SeatAllocation.Claim(Counts()) == SeatStatus.Booked ? booked : waiting).Add(member);
                        }

                        Assert.True(booked.Count <= seats, "overbooked");
                        Assert.True(waiting.Count == 0 || booked.Count == seats, "somebody waits beside a free seat");
                    }
                }
            );
}
