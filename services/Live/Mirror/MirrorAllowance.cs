namespace UpperBack.Live.Mirror;

/// <summary>How much may pass in the long run, and how much at once: a bucket that is refilled all the time. Pure; not
/// safe by itself.</summary>
/// <param name="perSecond">Refilled in a second.</param>
/// <param name="burst">What a full bucket holds.</param>
internal sealed class MirrorAllowance(double perSecond, double burst)
{
    private double taken;
    private TimeSpan at;

    /// <summary>Takes from it.</summary>
    /// <param name="cost">How much.</param>
    /// <param name="now">A clock that never goes back.</param>
    /// <returns>False when there is not so much.</returns>
    public bool TryTake(double cost, TimeSpan now)
    {
        taken = Math.Max(0, taken - ((now - at).TotalSeconds * perSecond));
        at = now;
        if (taken + cost > burst)
            return false;

        taken += cost;
        return true;
    }
}
