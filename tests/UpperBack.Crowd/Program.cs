using Microsoft.Extensions.Configuration;
using UpperBack.Crowd;
using UpperBack.Crowd.Watching;

// Simulated participants in one class: how fast do cues reach them, and does anybody miss one?
// dotnet run --project tests/UpperBack.Crowd -c Release -- --participants 300 --cues-per-second 10 --seconds 20 --drops
// 2 Simulated viewers of its video: does every part come in time, and what does it cost?
// dotnet run --project tests/UpperBack.Crowd -c Release -- --watch own --viewers 200 --seconds 30 [--watch-through
// nginx]
var watching = Read<WatchPlan>(WatchPlan.Switches);
if (watching.Watch.Length > 0)
    return Refuse(watching.FindErrors()) ?? Tell(await WatchRun.RunAsync(watching), report => report.NothingMissed);

var plan = Read<CrowdPlan>(CrowdPlan.Switches);
return Refuse(plan.FindErrors()) ?? Tell(await CrowdRun.RunAsync(plan), report => report.NothingMissed);

T Read<T>(Dictionary<string, string> switches)
    where T : new() => new ConfigurationBuilder().AddCommandLine(args, switches).Build().Get<T>() ?? new T();

static int? Refuse(IEnumerable<string> errors)
{
    var all = errors.ToList();
    all.ForEach(Console.Error.WriteLine);
    return all.Count > 0 ? 2 : null;
}

static int Tell<T>(T report, Func<T, bool> isGood)
{
    Console.WriteLine(report);
    return isGood(report) ? 0 : 1;
}
