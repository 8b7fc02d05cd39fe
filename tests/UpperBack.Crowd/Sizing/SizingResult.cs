using System.Globalization;
using System.Runtime.InteropServices;

namespace UpperBack.Crowd.Sizing;

/// <summary>What is kept of a measurement.</summary>
/// <param name="Machine">Where it was made.</param>
/// <param name="Crowd">With whom.</param>
/// <param name="Ratios">What came of it, by name.</param>
internal sealed record SizingResult(string Machine, CrowdKind Crowd, IReadOnlyDictionary<string, Ratio> Ratios)
{
    /// <summary>This machine: processors, memory, system.</summary>
    public static string ThisMachine()
    {
        const string info = "/proc/cpuinfo";
        var model = File.Exists(info)
            ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        var gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores of {model?.Split(':')[1].Trim() ?? "an unknown kind"}, "
                + $"{gigabytes:0} GB, {RuntimeInformation.OSDescription}"
        );
    }
}

/// <summary>A crowd that can be compared with another: one of the same kind.</summary>
internal sealed record CrowdKind(
    int Participants,
    string Protocol,
    double CuesPerMinute,
    double Rejoin,
    int Slow,
    string Background
)
{
    public static CrowdKind Of(CrowdPlan plan) =>
        new(plan.Participants, plan.Protocol, plan.CuesPerMinute, plan.Rejoin, plan.Slow, plan.Background);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Participants} participants ({Protocol}), {CuesPerMinute} cues a minute, "
                + $"{Rejoin:0.##%} breaking off a second, {Slow} slow, background {Background}"
        );
}
