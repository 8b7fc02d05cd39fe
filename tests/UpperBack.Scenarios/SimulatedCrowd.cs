using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.SignalR.Protocol;
using UpperBack.Contracts.Live;
using UpperBack.Crowd;
using UpperBack.Crowd.Sizing;
using UpperBack.Crowd.Sockets;

namespace UpperBack.Scenarios;

/// <summary>The operator's sizing tool: what it sees, and what it says of it.</summary>
public sealed class SimulatedCrowd
{
    [Fact]
    public async Task AClassIsSeenAsItWasByWhoIsInItAndComesBackToIt()
    {
        await using var server = await UpperBackServer.StartAsync(null, "--Live:OpenBeforeMinutes", "15");
        var plan = new CrowdPlan
        {
            Participants = 40,
            Protocol = CrowdPlan.Mixed,
            CuesPerMinute = 600,
            Minutes = 0.02,
            WarmUp = 0.3,
            Silence = 0.3,
            Rejoin = 0.1,
            Slow = 2,
            Background = CrowdPlan.Class,
            Server = server.Address.ToString(),
            Data = server.DataFolder,
            Pid = Environment.ProcessId,
        };
        Assert.Empty(plan.FindErrors());

        var (hub, floor) = await SizingRun.MeasureAsync(plan);

        Assert.Empty(hub.FindFaults());
        Assert.Equal((40, 0), (hub.Joins.In, hub.Joins.ToldAlone));
        Assert.Equal(hub.Log.Sent, hub.Log.Acknowledged);
        Assert.InRange(hub.Log.Rejoined, 1, 40);
        Assert.InRange(hub.Log.CueBytes, 200, 1000);
        Assert.InRange(hub.Joins.AnswerBytes, 200, 10_000);

        // Those who were away, and those who stopped reading, have no latency of a cue.
        var counted = (int)(plan.CuesPerMinute * plan.Minutes);
        Assert.InRange(hub.Cues.Deliveries, counted * 20, (counted + 1) * 38);
        Assert.InRange(hub.Cues.P50, 0.001, hub.Cues.P99);

        // Half the messages came within P50, rounded up to a bucket; a cue that fewer heard counts for less in it than
        // among the cues, so that of a dozen cues, on a machine that stood still, the two may change places.
        Assert.InRange(hub.Cues.LastParticipant, hub.Cues.P50 / 2, hub.Cues.Max);
        Assert.InRange(hub.Server!.CpuPerMillion, 1, double.MaxValue);
        Assert.InRange(floor.Cues.Deliveries, counted * 20, (counted + 1) * 40);
        Assert.True(hub.Activity!.Calls > 0 && hub.Activity.FailedReads == 0, $"{hub.Activity}");
    }

    [Fact]
    public void ALateSenderIsLateForEverybody()
    {
        var times = new CueTimes();
        var planned = Stopwatch.GetTimestamp();
        var second = Stopwatch.Frequency;
        times.Arrived(times.Add(planned), planned + second);
        times.CountFromHere();

        var late = times.Add(planned);
        times.Arrived(late, planned + (2 * second));
        times.Arrived(late, planned + (5 * second));
        times.Arrived(times.Sent, planned);

        var read = times.Read();
        Assert.Equal((2, 5000.0, 5000.0), (read.Deliveries, read.Max, read.LastParticipant));
        Assert.InRange(read.P50, 2000, 2040);
    }

    [Fact]
    public void APercentileIsWithinTwoPercent()
    {
        var latencies = new Latencies();
        for (var ms = 1; ms <= 10_000; ms++)
            latencies.Add(TimeSpan.FromMilliseconds(ms));

        foreach (var share in new[] { 0.001, 0.5, 0.95, 0.99, 1 })
            Assert.InRange(latencies.AtMs(share), share * 10_000, share * 10_200);
        Assert.Equal((10_000, 10_000.0, 0.0), (latencies.Count, latencies.MaxMs, new Latencies().AtMs(0.5)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACueIsReadWithoutReadingAllOfIt(bool isMessagePack)
    {
        var codec = isMessagePack ? HubCodec.MessagePack : HubCodec.Json;
        foreach (var offset in new[] { 1L, 127, 128, 300, 70_000, 5_000_000_000 })
        {
            var payload = PayloadOf(isMessagePack, CueAt(offset, HubCodec.CueId(4711)), CueAt(offset, "another's"));

            Assert.True(codec.TryTake(ref payload, out var first));
            Assert.True(codec.IsCall(first, out var isCue) && isCue);
            Assert.Equal((offset, 4711), codec.ReadCue(first));
            Assert.True(codec.TryTake(ref payload, out var second));
            Assert.Equal((offset, -1), codec.ReadCue(second));
            Assert.False(codec.TryTake(ref payload, out _));
        }
    }

    [Fact]
    public void AMessageIsTakenWhenAllItsFramesAreThere()
    {
        byte[] received = [0x01, 2, .. "cu"u8, 0x89, 0, 0x80, 1, .. "e"u8, 0x81, 3, .. "end"u8];
        for (var length = 0; length < 9; length++)
            Assert.Equal(0, WebSocketMessages.Take(received.AsSpan(0, length), out _, out _));

        Assert.Equal(9, WebSocketMessages.Take(received, out var opcode, out var payload));
        Assert.Equal((WebSocketMessages.Text, "cue"), (opcode, System.Text.Encoding.UTF8.GetString(payload)));
        Assert.Equal(5, WebSocketMessages.Take(received.AsSpan(9), out _, out payload));
        Assert.Equal("end", System.Text.Encoding.UTF8.GetString(payload));
    }

    [Fact]
    public void WhatIsMoreThanATenthWorseIsSaid()
    {
        var kept = Result(1000, new Ratio(2, 1.9, 2.05));

        Assert.Empty(Baseline.FindWorse([kept], Result(1000, new Ratio(2.19, 2.19, 2.19))));
        Assert.Empty(Baseline.FindWorse([Result(1000, new Ratio(2, 1.9, 2.5))], Result(1000, new Ratio(2.4, 2, 9))));
        Assert.Empty(Baseline.FindWorse([kept], Result(1000, new Ratio(1, 1, 1))));
        Assert.Equal(
            "Worse by 25 %: processor time of a delivery, in the floor's is 2.5; it was 2 (1.9 to 2.05).",
            Assert.Single(Baseline.FindWorse([kept], Result(1000, new Ratio(2.5, 2.5, 2.5))))
        );
        Assert.StartsWith(
            "There is nothing to compare with",
            Assert.Single(Baseline.FindWorse([kept], Result(2000, new Ratio(2, 2, 2)))),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Not measured",
            Assert.Single(Baseline.FindWorse([kept], kept with { Ratios = new Dictionary<string, Ratio>() })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task WhatIsStoredReplacesWhatWasStoredOfSuchACrowd()
    {
        var path = Path.GetTempFileName();
        File.Delete(path);
        foreach (
            var one in new[] { Result(2000, new(3, 3, 3)), Result(1000, new(2, 2, 2)), Result(2000, new(4, 4, 4)) }
        )
            await SizingFiles.StoreAsync(path, one);

        var kept = await SizingFiles.ReadAsync(path);
        File.Delete(path);

        Assert.Equal([1000, 2000], kept.Select(one => one.Crowd.Participants));
        Assert.Equal([2, 4], kept.Select(one => one.Ratios["cpuPerDelivery"].Median));
    }

    [Fact]
    public async Task TheBaselineCanBeCheckedAgainst()
    {
        var kept = await SizingFiles.ReadAsync(
            Path.Combine(Repository.Folder("tests/UpperBack.Crowd"), "baseline.json")
        );

        Assert.NotEmpty(kept);
        Assert.All(kept, one => Assert.Empty(Baseline.FindWorse(kept, one)));
        Assert.All(kept.SelectMany(one => one.Ratios.Keys), name => Assert.NotEmpty(Ratios.MeaningOf(name)));
    }

    [Fact]
    public void EveryOptionIsExplainedAndNoOtherIsTaken()
    {
        Assert.All(CrowdPlan.Switches.Keys, name =>
            Assert.Contains($"  {name} ", CrowdCommand.Help, StringComparison.Ordinal)
        );
        Assert.Equal(
            ["There is no option --participant; --help lists them."],
            CrowdCommand.FindUnknown(["--participant", "5", "--runs=2", "--json", "out.json"])
        );

        var plan = CrowdCommand.Read<CrowdPlan>(["--ramp", "1.5", "--check", "nowhere"], CrowdPlan.Switches);
        Assert.Equal(1.5, plan.Ramp);
        Assert.Equal(["--check is nowhere, but there is no such file."], plan.FindErrors());
    }

    private static SizingResult Result(int participants, Ratio ratio) =>
        new(
            "a machine",
            new CrowdKind(participants, CrowdPlan.Json, 300, 0, 0, CrowdPlan.None),
            new Dictionary<string, Ratio> { ["cpuPerDelivery"] = ratio }
        );

    private static Cue CueAt(long offset, string id) =>
        new(
            SessionId.New(),
            Guid.NewGuid().ToString("n"),
            offset,
            1_800_000_000_000,
            id,
            MemberId.New(),
            "Meera",
            new CueContent(CueKinds.Form, string.Create(CultureInfo.InvariantCulture, $"Offset {offset + 1}")),
            1_800_000_000_000
        );

    private static ReadOnlySpan<byte> PayloadOf(bool isMessagePack, params Cue[] cues)
    {
        var protocol = isMessagePack ? HubProtocols.MessagePack : HubProtocols.Json;
        var payload = new ArrayBufferWriter<byte>();
        foreach (var cue in cues)
            protocol.WriteMessage(new InvocationMessage(nameof(ILiveSessionClient.CueReceived), [cue]), payload);
        return payload.WrittenSpan;
    }
}
