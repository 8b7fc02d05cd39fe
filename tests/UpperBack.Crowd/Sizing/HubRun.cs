using System.Diagnostics;
using UpperBack.Crowd.Sockets;

namespace UpperBack.Crowd.Sizing;

/// <summary>One crowd in one class: it comes, is silent and hears cues, and each part is measured by itself.</summary>
internal sealed class HubRun : IDisposable
{
    // What is made once, and compiled when it is first used, is no connection's.
    private const int Early = 20;
    private const int PerAddress = 5000;
    private const int MaxRounds = 6;
    private const double CuesWhileWarming = 5;
    private const double CuesWhileJoining = 1;

    private static readonly TimeSpan ToCome = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ToLead = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WithoutProgress = TimeSpan.FromSeconds(10);

    private readonly CrowdPlan plan;
    private readonly CrowdServer server;
    private readonly Participant[] people;
    private readonly Random random;
    private readonly HubRoomProtocol protocol;
    private readonly CrowdLoop crowd;
    private readonly int early;
    private ClassActivity? activity;

    public HubRun(CrowdPlan plan, CrowdServer server)
    {
        (this.plan, this.server, random) = (plan, server, new Random(plan.Seed));
        early = Math.Min(Early, plan.Participants / 2);
        var address = Dns.GetHostAddresses(server.Address.Host)[0];
        people =
        [
            .. Enumerable.Range(0, plan.Participants).Select(i => NewParticipant(i, IPAddress.IsLoopback(address))),
            new Participant(plan.Participants, server.Leader, HubCodec.Json) { IsLeader = true },
        ];
        protocol = new HubRoomProtocol(server.Address, server.Session, plan.IsFollowing);
        crowd = new CrowdLoop(protocol, new IPEndPoint(address, server.Address.Port), people, random);
    }

    private CrowdCounts Counts => crowd.Counts;

    /// <summary>Everybody comes, while a cue a second is sent; then nothing is.</summary>
    public Arrival Join()
    {
        crowd.Open([people[^1]]);
        crowd.RunUntil(() => people[^1].Stage == Stage.In || Counts.Refused.Count > 0, ToLead);
        if (people[^1].Stage != Stage.In)
            throw new InvalidOperationException($"Nobody can lead the class: {Reasons(Counts.Refused)}.");
        crowd.Open(people.Take(early));
        crowd.CuesPerSecond = Pace(CuesWhileWarming);
        crowd.RunFor(plan.WarmedUp);

        crowd.CuesPerSecond = Pace(CuesWhileJoining);
        crowd.Cues.CountFromHere();
        var empty = ProcessUse.Read(server.Process);
        var began = Stopwatch.GetTimestamp();
        var rest = plan.Participants - early;
        crowd.Open(people.Skip(early).Take(rest), plan.Ramp > 0 ? rest / plan.Ramp : 0);
        crowd.RunUntil(() => crowd.IsSettled, TimeSpan.FromSeconds(plan.Ramp) + ToCome);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var full = ProcessUse.Read(server.Process);
        crowd.CuesPerSecond = 0;
        CatchUp();

        crowd.RunFor(plan.WarmedUp);
        var before = ProcessUse.Read(server.Process);
        crowd.RunFor(plan.Silent);
        var silent = ProcessUse.Read(server.Process);
        return new Arrival(
            new JoinFigures(
                crowd.Sockets.Present - 1,
                rest / seconds,
                Counts.Joins.AtMs(0.5),
                Counts.Joins.AtMs(0.99),
                Counts.Refused,
                Counts.ToldAlone,
                Counts.JoinBytes,
                (full?.Cpu - empty?.Cpu)?.TotalMilliseconds / rest,
                crowd.Cues.Read()
            ),
            silent?.ShareSince(before!),
            KilobytesSince(empty, silent, rest),
            empty
        );
    }

    /// <summary>Cues are sent, while people break off and come back and do what they do in a class.</summary>
    public (CueLatency Cues, double? CpuPerMillion, double CrowdShare) SendCues()
    {
        crowd.BreaksPerSecond = plan.Rejoin * plan.Participants;
        if (plan.Background == CrowdPlan.Class)
            activity ??= new ClassActivity(crowd, protocol, server.Session, people, random, plan.IsFollowing);
        crowd.OnTick = activity is null ? null : activity.Tick;
        crowd.CuesPerSecond = Pace(plan.CuesPerMinute / 60);
        crowd.RunFor(plan.WarmedUp);

        using var self = Process.GetCurrentProcess();
        crowd.Cues.CountFromHere();
        var messages = Counts.Cues + Counts.Others;
        var (before, selfBefore) = (ProcessUse.Read(server.Process), ProcessUse.Read(self)!);
        crowd.RunFor(plan.Measured);
        crowd.CuesPerSecond = 0;
        crowd.BreaksPerSecond = 0;
        var crowdShare = ProcessUse.Read(self)!.ShareSince(selfBefore);
        CatchUp();
        var after = ProcessUse.Read(server.Process);
        var delivered = Counts.Cues + Counts.Others - messages;
        return (crowd.Cues.Read(), (after?.Cpu - before?.Cpu)?.TotalSeconds / Math.Max(1, delivered) * 1e6, crowdShare);
    }

    /// <summary>What was seen, and what the memory of a connection is by now.</summary>
    public (LogFigures Log, double? Kilobytes, ActivityFigures? Activity) Close(ProcessUse? empty)
    {
        crowd.OnTick = null;
        crowd.RunFor(plan.WarmedUp);
        var head = people.Max(one => one.Offset);
        var unheard = people
            .Where(one => one is { WasIn: true, IsSlow: false })
            .Sum(one => head - Math.Max(0, one.Offset));
        return (
            new LogFigures(
                crowd.Cues.Sent,
                Counts.Acknowledged,
                (double)Counts.CueBytes / Math.Max(1, Counts.Cues),
                unheard + Counts.Gaps,
                Counts.Duplicates,
                Counts.Resyncs,
                Counts.Rejoined,
                Counts.Dropped,
                Counts.SlowDropped + people.Count(one => one is { IsSlow: true, Stage: Stage.In } && one.IsCutOff()),
                Counts.RefusedCalls
            ),
            KilobytesSince(empty, ProcessUse.Read(server.Process), plan.Participants - early),
            activity?.Read()
        );
    }

    /// <inheritdoc/>
    public void Dispose() => crowd.Dispose();

    private static double? KilobytesSince(ProcessUse? empty, ProcessUse? now, int connections) =>
        (now?.Bytes - empty?.Bytes) / 1024.0 / Math.Max(1, connections);

    private static string Reasons(Dictionary<string, int> reasons) =>
        reasons.Count == 0 ? "no answer" : string.Join(", ", reasons.Keys);

    private double Pace(double cuesPerSecond) => plan.IsFollowing ? 0 : cuesPerSecond;

    private Participant NewParticipant(int index, bool isLoopback)
    {
        var addresses = plan.Addresses > 0 ? plan.Addresses : 1 + (plan.Participants / PerAddress);
        var codec = plan.Protocol switch
        {
            CrowdPlan.Json => HubCodec.Json,
            CrowdPlan.MessagePack => HubCodec.MessagePack,
            _ => index % 2 == 0 ? HubCodec.Json : HubCodec.MessagePack,
        };
        return new Participant(index, server.Members[index % server.Members.Count], codec)
        {
            From = isLoopback ? new IPAddress([127, 1, 0, (byte)(1 + (index % addresses))]) : null,
            IsSlow = index >= plan.Participants - plan.Slow,
        };
    }

    /// <summary>Waits until everybody has what was sent, as long as anything comes.</summary>
    private void CatchUp()
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var seen = Counts.Cues;
            if (crowd.RunUntil(HasEverybodyAll, WithoutProgress) || Counts.Cues == seen)
                return;
        }
    }

    private bool HasEverybodyAll()
    {
        if (!crowd.IsSettled || Counts.Acknowledged + Counts.RefusedCalls.Values.Sum() < crowd.Cues.Sent)
            return false;
        var head = people.Max(one => one.Offset);
        return people.All(one => one.Offset == head || one.IsSlow || !one.WasIn);
    }
}

/// <summary>What joining and silence have shown.</summary>
/// <param name="Joins">How everybody came.</param>
/// <param name="IdleShare">As in <see cref="ServerFigures"/>; null when the process is not known.</param>
/// <param name="IdleKilobytes">As there.</param>
/// <param name="Empty">What the server had used before the crowd came.</param>
internal sealed record Arrival(JoinFigures Joins, double? IdleShare, double? IdleKilobytes, ProcessUse? Empty);
