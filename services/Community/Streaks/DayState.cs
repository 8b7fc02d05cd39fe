namespace UpperBack.Community.Streaks;

/// <summary>What a day is to a member's streak.</summary>
internal enum DayState
{
    /// <summary>Enough of a class was watched.</summary>
    Kept,

    /// <summary>Missed, but a freeze protected the streak.</summary>
    Frozen,

    /// <summary>A class was held and the day was not kept; the streak ended.</summary>
    Missed,

    /// <summary>No class was held, or the member had not begun yet.</summary>
    Rest,

    /// <summary>Not over, not kept yet.</summary>
    Today,

    /// <summary>Yet to come.</summary>
    Future,
}
