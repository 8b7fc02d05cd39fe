using System.Diagnostics;

namespace UpperBack.Crowd.Sizing;

/// <summary>What a process has used so far.</summary>
/// <param name="At">When that was: a timestamp.</param>
/// <param name="Cpu">Processor time, on all cores.</param>
/// <param name="Bytes">Resident memory.</param>
internal sealed record ProcessUse(long At, TimeSpan Cpu, long Bytes)
{
    /// <returns>Null when there is no process to look at.</returns>
    public static ProcessUse? Read(Process? process)
    {
        process?.Refresh();
        return process is null
            ? null
            : new ProcessUse(Stopwatch.GetTimestamp(), process.TotalProcessorTime, process.WorkingSet64);
    }

    /// <summary>The share of a core that it has used since: 1 is a whole one.</summary>
    public double ShareSince(ProcessUse before) => (Cpu - before.Cpu) / Stopwatch.GetElapsedTime(before.At, At);
}
