using System.Globalization;

namespace UpperBack.Crowd.Sizing;

/// <summary>Whether a sizing is worse than one that was kept.</summary>
internal static class Baseline
{
    private const double Allowed = 1.1;

    /// <summary>A sentence for each ratio that is more than 10 % worse than it was for such a crowd, and worse than in
    /// any run of then.</summary>
    public static IReadOnlyList<string> FindWorse(IReadOnlyList<SizingResult> kept, SizingResult now)
    {
        if (kept.FirstOrDefault(one => one.Crowd == now.Crowd) is not { } then)
            return
            [
                $"There is nothing to compare with: the file has no figures of {now.Crowd}. It has those of "
                    + $"{string.Join("; ", kept.Select(one => one.Crowd.ToString()))}.",
            ];

        return
        [
            .. then
                .Ratios.Where(before =>
                    !now.Ratios.TryGetValue(before.Key, out var ratio) || IsWorse(before.Value, ratio)
                )
                .Select(before => Describe(before.Key, before.Value, now.Ratios.GetValueOrDefault(before.Key))),
        ];
    }

    private static bool IsWorse(Ratio then, Ratio now) => now.Median > then.Median * Allowed && now.Median > then.Max;

    private static string Describe(string name, Ratio then, Ratio? now) =>
        now is null
            ? $"Not measured: {Ratios.MeaningOf(name)}; it was {then}."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Worse by {(now.Median / then.Median) - 1:0 %}: {Ratios.MeaningOf(name)} is {now}; it was {then}."
            );
}
