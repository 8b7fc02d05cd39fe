using UpperBack.Crowd.Floor;
using UpperBack.Crowd.Sockets;

namespace UpperBack.Crowd.Sizing;

/// <summary>Everything that the command line asks for.</summary>
internal static class SizingRun
{
    private const int KnownToStrangers = 20;

    /// <returns>0 when nobody missed anything and nothing is worse than it was, 1 when not.</returns>
    public static async Task<int> RunAsync(CrowdPlan plan, TextWriter output)
    {
        var runs = new List<CrowdFigures>();
        for (var i = 0; i < plan.Runs; i++)
        {
            runs.Add(await MeasureAsync(plan));
            await output.WriteLineAsync(CrowdReport.Of(plan, runs[^1]));
        }

        var sizing = new SizingResult(SizingResult.ThisMachine(), CrowdKind.Of(plan), Ratios.Of(runs));
        await output.WriteLineAsync(Ratios.Describe(sizing.Ratios));
        var faults = runs.SelectMany(run => run.Hub.FindFaults()).ToList();
        if (plan.JsonFile.Length > 0)
            await SizingFiles.WriteAsync(
                plan.JsonFile,
                new
                {
                    sizing.Machine,
                    sizing.Crowd,
                    sizing.Ratios,
                    runs,
                }
            );
        if (plan.Check.Length > 0)
            faults.AddRange(Baseline.FindWorse(await SizingFiles.ReadAsync(plan.Check), sizing));
        if (plan.Store.Length > 0)
            await SizingFiles.StoreAsync(plan.Store, sizing);
        faults.ForEach(output.WriteLine);
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Measures once, at a server of its own or at the one that is named.</summary>
    public static async Task<CrowdFigures> MeasureAsync(CrowdPlan plan)
    {
        var hub = await MeasureHubAsync(plan);
        var floor = plan.IsFollowing ? FloorFigures.Unknown : await FloorRun.RunAsync(plan, (int)hub.Log.CueBytes);
        return new CrowdFigures(hub, floor);
    }

    private static async Task<HubFigures> MeasureHubAsync(CrowdPlan plan)
    {
        await using var server = await CrowdServer.StartAsync(plan);
        var known = new List<string>();
        for (var i = 0; i < KnownToStrangers && plan.Strangers > 0; i++)
            known.Add((await Person.SignUpAsync(server.Anybody(), $"Member {i + 1}")).Email);
        using var run = new HubRun(plan, server);
        var joined = await Task.Run(run.Join);
        var heard = await Task.Run(run.SendCues);
        var (beside, answers) = await BesideStrangersAsync(
            plan,
            new Strangers(server.Anybody, plan.Strangers, known),
            run
        );
        var (log, loadedKilobytes, activity) = await Task.Run(() => run.Close(joined.Empty));
        return new HubFigures(
            joined.Joins,
            heard.Cues,
            beside,
            log,
            heard.CpuPerMillion is { } cpu
                ? new ServerFigures(cpu, joined.IdleShare!.Value, joined.IdleKilobytes!.Value, loadedKilobytes!.Value)
                : null,
            activity,
            answers,
            heard.CrowdShare
        );
    }

    private static async Task<(CueLatency?, IReadOnlyDictionary<HttpStatusCode, int>)> BesideStrangersAsync(
        CrowdPlan plan,
        Strangers strangers,
        HubRun run
    )
    {
        if (plan.Strangers == 0)
            return (null, strangers.Answers);

        using var enough = new CancellationTokenSource();
        var trying = strangers.RunAsync(enough.Token);
        var heard = await Task.Run(run.SendCues);
        await enough.CancelAsync();
        await trying;
        return (heard.Cues, strangers.Answers);
    }
}
