using Microsoft.Extensions.Configuration;
using UpperBack.Crowd;

// Simulated participants in one class: how fast do cues reach them, and does anybody miss one?
// dotnet run --project tests/UpperBack.Crowd -c Release -- --participants 300 --cues-per-second 10 --seconds 20 --drops 2
var plan = new ConfigurationBuilder().AddCommandLine(args, CrowdPlan.Switches).Build().Get<CrowdPlan>() ?? new CrowdPlan();
var errors = plan.FindErrors().ToList();
foreach (var error in errors)
    Console.Error.WriteLine(error);
if (errors.Count > 0)
    return 2;

var report = await CrowdRun.RunAsync(plan);
Console.WriteLine(report);
return report.NothingMissed ? 0 : 1;
