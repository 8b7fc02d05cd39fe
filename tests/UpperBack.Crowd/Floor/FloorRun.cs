using UpperBack.Crowd.Sizing;
using UpperBack.Crowd.Sockets;

namespace UpperBack.Crowd.Floor;

/// <summary>The same crowd at the floor: as many sockets, messages as long and as often.</summary>
internal static class FloorRun
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ToCome = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToArrive = TimeSpan.FromSeconds(5);

    public static async Task<FloorFigures> RunAsync(CrowdPlan plan, int bytes)
    {
        using var server = await FloorProcess.StartAsync();
        return await Task.Run(() => Measure(plan, Math.Max(FloorProtocol.MinBytes, bytes), server));
    }

    private static FloorFigures Measure(CrowdPlan plan, int bytes, FloorProcess server)
    {
        var nobody = new TestMember(default, "", "", null!);
        var people = Enumerable
            .Range(0, plan.Participants + 1)
            .Select(i => new Participant(i, nobody, HubCodec.Json) { IsLeader = i == plan.Participants })
            .ToArray();
        using var crowd = new CrowdLoop(new FloorProtocol(bytes), server.Address, people, new Random(plan.Seed));
        crowd.Open([people[^1]]);
        crowd.RunUntil(() => crowd.IsSettled, ToCome);
        crowd.Open(people.SkipLast(1));
        if (!crowd.RunUntil(() => crowd.IsSettled, ToCome) || crowd.Counts.Refused.Count > 0)
            throw new InvalidOperationException("This machine does not let the floor have as many connections.");

        crowd.CuesPerSecond = plan.CuesPerMinute / 60;
        crowd.RunFor(plan.WarmedUp);
        crowd.Cues.CountFromHere();
        var (before, delivered) = (ProcessUse.Read(server.Process)!, crowd.Counts.Cues);
        crowd.RunFor(plan.Measured < Max ? plan.Measured : Max);
        crowd.CuesPerSecond = 0;
        var all = (long)crowd.Cues.Sent * people.Length;
        crowd.RunUntil(() => crowd.Counts.Cues == all, ToArrive);
        var used = ProcessUse.Read(server.Process)!.Cpu - before.Cpu;
        return new FloorFigures(
            used.TotalSeconds / Math.Max(1, crowd.Counts.Cues - delivered) * 1e6,
            crowd.Cues.Read()
        );
    }
}
