using System.Globalization;

namespace UpperBack.Testing;

/// <summary>How busy this machine is. A promise of time is one of a machine that has time: on a busy one a test waits
/// as much longer as its processors are overcommitted, so that its outcome does not hang on what else runs. In full
/// (<see cref="Scale.IsFull"/>) every limit is taken as it is promised, unless <c>UPPERBACK_BESIDE_OTHERS</c> says that
/// other tests run at the same time.</summary>
public static class Machine
{
    private const double MaxSlowness = 10;

    private static bool IsBesideOthers => Environment.GetEnvironmentVariable("UPPERBACK_BESIDE_OTHERS") == "1";

    /// <summary>How many times longer work takes than on an idle machine; 1 or more.</summary>
    public static double Slowness =>
        Scale.IsFull && !IsBesideOthers
            ? 1
            : Math.Clamp(ReadRunnableTasks() / Environment.ProcessorCount, 1, MaxSlowness);

    /// <summary>A limit of time, as long as it has to be at the moment.</summary>
    public static TimeSpan Allow(TimeSpan limit) => limit * Slowness;

    /// <summary>An HTTP client that waits for an answer as long as that may take at the moment.</summary>
    public static HttpClient Client(Uri address) =>
        new() { BaseAddress = address, Timeout = Allow(TimeSpan.FromSeconds(100)) };

    /// <summary>Tasks that want a processor: their average of the last minute, or their number now when that is
    /// more.</summary>
    private static double ReadRunnableTasks()
    {
        // "0.52 0.48 0.40 3/612 12345"
        if (!OperatingSystem.IsLinux())
            return 0;
        var words = File.ReadAllText("/proc/loadavg").Split(' ');
        return Math.Max(
            double.Parse(words[0], CultureInfo.InvariantCulture),
            double.Parse(words[3].Split('/')[0], CultureInfo.InvariantCulture)
        );
    }
}
