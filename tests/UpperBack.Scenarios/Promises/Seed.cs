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

/// <summary>How much a promise is put to the test: in full with UPPERBACK_PROMISES=full, else as much as fits a
/// continuous integration.</summary>
internal static class Scale
{
    public static bool IsFull => Environment.GetEnvironmentVariable("UPPERBACK_PROMISES") == "full";

    public static int Of(int full, int usual) => IsFull ? full : usual;
}
