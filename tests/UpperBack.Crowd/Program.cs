using UpperBack.Crowd;
using UpperBack.Crowd.Floor;
using UpperBack.Crowd.Sizing;
using UpperBack.Crowd.Watching;

if (args is [FloorServer.Switch])
{
    FloorServer.Run();
    return 0;
}

if (args.Contains("--help"))
{
    Console.WriteLine(CrowdCommand.Help);
    return 0;
}

try
{
    var watching = CrowdCommand.Read<WatchPlan>(args, WatchPlan.Switches);
    var plan = CrowdCommand.Read<CrowdPlan>(args, CrowdPlan.Switches);
    var isWatching = watching.Watch.Length > 0;
    var errors = CrowdCommand.FindUnknown(args).Concat(isWatching ? watching.FindErrors() : plan.FindErrors()).ToList();
    if (errors.Count > 0)
        return Refuse(errors);
    if (!isWatching)
        return await SizingRun.RunAsync(plan, Console.Out);

    var report = await WatchRun.RunAsync(watching);
    Console.WriteLine(report);
    return report.NothingMissed ? 0 : 1;
}
catch (Exception ex)
    when (ex is InvalidOperationException or HttpRequestException or TimeoutException or ArgumentException)
{
    return Refuse([ex.Message]);
}

static int Refuse(IReadOnlyList<string> errors)
{
    foreach (var error in errors)
        Console.Error.WriteLine(error);
    return 2;
}
