using System.Globalization;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Chance that can be had again: the seed is printed, and UPPERBACK_SEED brings it back.</summary>
internal static class Seed
{
    public static Random Take(ITestOutputHelper output)
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("UPPERBACK_SEED"),
            CultureInfo.InvariantCulture,
            out var given
        )
            ? given
            : Environment.TickCount;
        output.WriteLine($"UPPERBACK_SEED={seed.ToString(CultureInfo.InvariantCulture)}");
        return new Random(seed);
    }
}
