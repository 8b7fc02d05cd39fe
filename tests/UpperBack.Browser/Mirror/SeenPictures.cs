using System.Globalization;

namespace UpperBack.Browser.Mirror;

/// <summary>Pictures as a leader's page drew them.</summary>
/// <param name="Pictures">Each once: when it was first on the screen, and what the clock in it says.</param>
/// <param name="Unreadable">Looks at a picture whose clock could not be read.</param>
internal sealed record SeenPictures(IReadOnlyList<SeenPicture> Pictures, int Unreadable)
{
    /// <summary>Milliseconds from the camera to the screen, of the middle picture.</summary>
    public double MedianMs => AgeMs(0.5);

    /// <summary>The same, of the 95th in a hundred.</summary>
    public double WorstMs => AgeMs(0.95);

    /// <summary>Pictures a second.</summary>
    public double Rate =>
        Pictures.Count < 2 ? 0 : (Pictures.Count - 1) / (Pictures[^1].ShownAt - Pictures[0].ShownAt) * 1000;

    /// <summary>What happens before the camera waits half the time between two pictures, on average, until it is in
    /// one.</summary>
    public double HalfIntervalMs => 500 / Rate;

    /// <summary>Writes down from now on what a page draws.</summary>
    public static Task WatchAsync(IPage page, string selector) =>
        page.EvaluateAsync(Scripts.Read("watch-picture.js"), selector);

    /// <summary>What was seen so far.</summary>
    public static async Task<SeenPictures> ReadAsync(IPage page) =>
        JsonSerializer.Deserialize<SeenPictures>(
            await page.EvaluateAsync<string>("() => JSON.stringify(window.seenPictures)"),
            JsonSerializerOptions.Web
        )!;

    /// <summary>What was seen once so many pictures were.</summary>
    public static Task<SeenPictures> ReadAsync(IPage page, int minPictures) =>
        Eventually.Is(() => ReadAsync(page), seen => seen.Pictures.Count >= minPictures, TimeSpan.FromSeconds(60));

    /// <summary>The longest time without a new picture, in milliseconds.</summary>
    public double LongestGapMs =>
        Pictures.Zip(Pictures.Skip(1), (one, next) => next.ShownAt - one.ShownAt).DefaultIfEmpty(0).Max();

    /// <summary>Milliseconds from a moment (Unix milliseconds) until no picture is late any more.</summary>
    /// <param name="fromMs">The moment.</param>
    /// <param name="lateMs">What is late.</param>
    /// <returns>Null while none has come that is not late.</returns>
    public double? InTimeAfterMs(double fromMs, double lateMs)
    {
        var after = Pictures.Where(picture => picture.ShownAt > fromMs).ToArray();
        var late = Array.FindLastIndex(after, picture => picture.ShownAt - picture.DrawnAt > lateMs);
        return late + 1 < after.Length ? after[late + 1].ShownAt - fromMs : null;
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Pictures.Count} pictures, {Rate:0.0} a second, {Unreadable} looks unreadable; "
                + $"median {MedianMs:0} ms, p95 {WorstMs:0} ms, half an interval {HalfIntervalMs:0} ms"
        );

    private double AgeMs(double share)
    {
        var ages = Pictures.Select(picture => picture.ShownAt - picture.DrawnAt).Order().ToArray();
        return ages.Length == 0 ? double.NaN : ages[Math.Min(ages.Length - 1, (int)(ages.Length * share))];
    }
}

/// <param name="ShownAt">Unix milliseconds on this machine's clock.</param>
/// <param name="DrawnAt">The same.</param>
internal sealed record SeenPicture(double ShownAt, double DrawnAt);
