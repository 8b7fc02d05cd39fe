using UpperBack.Contracts.Events;

namespace UpperBack.Scheduling.Bookings;

/// <summary>Who gets a coached seat: first come, first served, and never more than there are.</summary>
internal static class SeatAllocation
{
    /// <summary>What a new claim becomes. A free seat goes to the longest waiting, so a new claim gets one only when
    /// the waitlist is empty.</summary>
    public static string Claim(SeatCounts now) =>
        now.Free > 0 && now.Waiting == 0 ? SeatStatus.Booked : SeatStatus.Waitlisted;

    /// <summary>How many of the longest waiting get a seat now.</summary>
    public static int Promotions(SeatCounts now) => Math.Min(now.Free, now.Waiting);
}

/// <summary>The claims of a session, counted.</summary>
/// <param name="Seats">Coached seats there are.</param>
/// <param name="Booked">Coached seats held.</param>
/// <param name="Waiting">Members waiting.</param>
internal readonly record struct SeatCounts(int Seats, int Booked, int Waiting)
{
    /// <summary>Free seats; never negative.</summary>
    public int Free => Math.Max(0, Seats - Booked);
}
