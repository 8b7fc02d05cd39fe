using Microsoft.Extensions.Configuration;
using UpperBack.Crowd.Watching;

namespace UpperBack.Crowd;

/// <summary>What was asked for.</summary>
internal static class CrowdCommand
{
    public const string Help = """
        How many people does one machine carry in a live class? Sends a crowd into one, and says.

          dotnet run -c Release --project tests/UpperBack.Crowd -- [options]

        The crowd
          --participants N        how many come (1000)
          --protocol P            json, messagepack or mixed (json)
          --ramp S                seconds over which they come; 0 for as fast as the server lets them in (0)
          --rejoin SHARE          share of them whose connection breaks each second, and who come back (0)
          --slow N                so many of them stop reading once they are in (0)
          --addresses N           loopback addresses that they come from, 127.1.0.1 and on; 0 for one for each 5,000 (0)

        The class
          --cues-per-minute N     cues that its instructor sends (300)
          --minutes M             for how long they are counted (0.5)
          --warm-up S             seconds before that which are not (3)
          --silence S             seconds without a cue once everybody is in, for what idle connections cost (5)
          --background B          class: reports of what was watched, reactions, hands, form notes and reads of
                                  timetable, boards and streaks beside the cues; none (none)
          --strangers N           the same again while so many try wrong passwords (0)

        The server
          (nothing)               one is started for the run, with everything embedded
          --settings "…"          and these settings, such as "Live:FanOut=stock"
          --server URL            a node that runs already, reached without TLS
          --data FOLDER           its data folder, when it is on this machine: members are made with its keys. On
                                  PostgreSQL, set the same variables here that it was started with
          --instructor EMAIL      or who leads the class there, with the password in UPPERBACK_CROWD_PASSWORD
          --accounts N            and how many are signed up, whose connections the crowd then shares (50)
          --session ID            or a class whose room is open and that somebody else leads, in a browser for instance:
                                  the crowd follows it and sends no cues; without --data, people are signed up
          --pid PID               its process, when it is on this machine, for processor time and memory

        The result
          --runs N                the whole that often; medians are compared (1)
          --json FILE             all figures
          --check FILE            ends with 1 when a ratio is more than 10 % worse than the file says for such a crowd
          --store FILE            keeps the ratios there instead, for later checks
          --seed N                of who breaks off and when

        Latencies count from the moment for which a cue was planned, however late it was sent. Everything is compared
        with a floor that is measured in the same run: a program that does nothing but write the same bytes to as many
        sockets. Ratios to it hardly depend on the machine. It ends with 1 when anybody missed anything.

        Simulated viewers of the video are sent with --watch: see docs/performance.md.
        """;

    private static readonly IReadOnlyList<string> Known = [.. CrowdPlan.Switches.Keys, .. WatchPlan.Switches.Keys];

    /// <summary>Reads a plan.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="switches">The names of its options.</param>
    /// <exception cref="InvalidOperationException">A value is not one of its kind.</exception>
    public static T Read<T>(string[] args, Dictionary<string, string> switches)
        where T : new() => new ConfigurationBuilder().AddCommandLine(args, switches).Build().Get<T>() ?? new T();

    /// <summary>Options that there are not, a sentence each.</summary>
    public static IEnumerable<string> FindUnknown(string[] args) =>
        args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal))
            .Select(arg => arg.Split('=')[0])
            .Where(name => !Known.Contains(name))
            .Select(name => $"There is no option {name}; --help lists them.");
}
