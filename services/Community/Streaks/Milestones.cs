namespace UpperBack.Community.Streaks;

/// <summary>The lengths of a streak that are worth looking forward to.</summary>
internal static class Milestones
{
    private static readonly int[] First = [3, 7, 14, 21, 30, 50, 75, 100, 150, 200, 250, 300, 365];

    /// <summary>The next one above a length; beyond a year every hundred days.</summary>
    public static int After(int days)
    {
        var next = First.FirstOrDefault(milestone => milestone > days);
        return next > 0 ? next : ((days / 100) + 1) * 100;
    }
}
