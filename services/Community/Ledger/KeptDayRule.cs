namespace UpperBack.Community.Ledger;

/// <summary>How much of a class keeps the day: so many minutes of it, or that share.</summary>
/// <param name="Minutes">Whole minutes.</param>
/// <param name="Share">Above 0 to 1.</param>
internal readonly record struct KeptDayRule(int Minutes, double Share)
{
    /// <summary>Whether an attendance was long enough.</summary>
    /// <param name="watchedSeconds">What the member watched.</param>
    /// <param name="classSeconds">How long the class was.</param>
    public bool Keeps(int watchedSeconds, int classSeconds) =>
        watchedSeconds > 0
        && (watchedSeconds >= Minutes * 60 || (classSeconds > 0 && watchedSeconds >= classSeconds * Share));

    /// <summary>How many seconds of a class keep the day; at least one.</summary>
    /// <param name="classSeconds">How long the class was.</param>
    public int SecondsOf(int classSeconds) =>
        classSeconds > 0 ? Math.Max(1, Math.Min(Minutes * 60, (int)Math.Ceiling(classSeconds * Share))) : Minutes * 60;
}
