using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UpperBack.Testing.Servers;

/// <summary>A program with the programs that it starts. It ends with this process, also when nobody can tell it
/// to.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly string log;

    private Child(Process process, string name, string log)
    {
        this.process = process;
        this.log = log;
        Name = name;
    }

    /// <summary>The program's name.</summary>
    public string Name { get; }

    /// <summary>Its number among the processes of this machine.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>How it ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Processor time that it has used so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The end of what it said.</summary>
    public string LogEnd => File.Exists(log) ? string.Join('\n', ReadLines().TakeLast(20)) : "";

    /// <summary>Starts a program.</summary>
    /// <param name="log">File that what it says is appended to.</param>
    /// <param name="arguments">Name or path of the program, and its arguments.</param>
    /// <param name="environment">Variables to add to this process's own.</param>
    /// <param name="user">Whom it is run as, when this process is root's; the same user when null.</param>
    public static Child Start(
        string log,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? user = null
    )
    {
        string[] command = [.. arguments];
        string[] becoming =
            user is not null && Environment.IsPrivilegedProcess
                ? ["--reuid", user, "--regid", user, "--init-groups"]
                : [];

        // Whoever runs the tests in the background has Ctrl-C ignored, which a program inherits: it could not be
        // stopped that way.
        var start = new ProcessStartInfo(
            "sh",
            [
                "-c",
                """log=$1; shift; exec "$@" >>"$log" 2>&1 </dev/null""",
                "sh",
                log,
                "env",
                "--default-signal=INT,QUIT",
                "setpriv",
                .. becoming,
                "--pdeathsig",
                "KILL",
                .. command,
            ]
        );
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new Child(Spawner.Start(start), Path.GetFileName(command[0]), log);
    }

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    public static async Task RunAsync(
        string log,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? user = null
    )
    {
        await using var child = Start(log, arguments, environment, user);
        if (await child.WaitForExitAsync(TimeSpan.FromMinutes(1)) is not 0)
            throw child.Failure();
    }

    /// <summary>Waits until it can be used, and fails as soon as it has ended instead.</summary>
    public Task UntilReadyAsync(Func<Task<bool>> isReady, TimeSpan timeout) =>
        Eventually.Is(() => HasExited ? throw Failure() : isReady(), ready => ready, timeout);

    /// <summary>Ends it and all that it started as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (process.HasExited)
            return;

        var family = Freeze();
        foreach (var id in family)
            Signal(id, SignalNumber.Kill);
        await process.WaitForExitAsync();
        await Eventually.Is(() => family.All(id => !Processes.IsAlive(id)), Timeout);
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>Its exit code; null when it did not end in time.</returns>
    public Task<int?> StopAsync(SignalNumber signal, TimeSpan timeout)
    {
        if (!process.HasExited)
            Signal(process.Id, signal);
        return WaitForExitAsync(timeout);
    }

    /// <summary>It and all that it started stand still, and nothing is closed.</summary>
    /// <returns>Who stands still.</returns>
    public IReadOnlyList<int> Freeze()
    {
        var frozen = new List<int>();
        while (!process.HasExited)
        {
            // Who stands still starts nothing more; what was started before that is seen in the next round.
            var more = Processes.Family(process.Id).Except(frozen).ToArray();
            if (more.Length == 0)
                break;
            foreach (var id in more)
                Signal(id, SignalNumber.Stop);
            frozen.AddRange(more);
        }

        return frozen;
    }

    /// <summary>They go on.</summary>
    public void Thaw()
    {
        if (process.HasExited)
            return;
        foreach (var id in Processes.Family(process.Id).Reverse())
            Signal(id, SignalNumber.Continue);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    /// <summary>What to throw when it ended before its time.</summary>
    public InvalidOperationException Failure() =>
        new(
            (
                process.HasExited
                    ? FormattableString.Invariant($"{Name} ended with {process.ExitCode}")
                    : $"{Name} is not ready"
            ) + $". It said last:\n{LogEnd}"
        );

    private async Task<int?> WaitForExitAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private List<string> ReadLines()
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private static void Signal(int id, SignalNumber signal) => SendSignal(id, (int)signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int id, int signal);
}

/// <summary>Signals by their numbers on Linux.</summary>
internal enum SignalNumber
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
