using System.Globalization;

namespace UpperBack.Crowd;

/// <summary>What crowd to send, and to whom. <see cref="CrowdCommand.Help"/> explains it.</summary>
internal sealed class CrowdPlan
{
    public const string Json = "json",
        MessagePack = "messagepack",
        Mixed = "mixed",
        None = "none",
        Class = "class";

    private const int OwnFiles = 500;

    /// <summary>Short names on the command line.</summary>
    public static readonly Dictionary<string, string> Switches = new()
    {
        ["--participants"] = nameof(Participants),
        ["--protocol"] = nameof(Protocol),
        ["--ramp"] = nameof(Ramp),
        ["--cues-per-minute"] = nameof(CuesPerMinute),
        ["--minutes"] = nameof(Minutes),
        ["--warm-up"] = nameof(WarmUp),
        ["--silence"] = nameof(Silence),
        ["--rejoin"] = nameof(Rejoin),
        ["--slow"] = nameof(Slow),
        ["--background"] = nameof(Background),
        ["--strangers"] = nameof(Strangers),
        ["--addresses"] = nameof(Addresses),
        ["--seed"] = nameof(Seed),
        ["--server"] = nameof(Server),
        ["--session"] = nameof(Session),
        ["--pid"] = nameof(Pid),
        ["--data"] = nameof(Data),
        ["--instructor"] = nameof(Instructor),
        ["--accounts"] = nameof(Accounts),
        ["--settings"] = nameof(Settings),
        ["--runs"] = nameof(Runs),
        ["--json"] = nameof(JsonFile),
        ["--check"] = nameof(Check),
        ["--store"] = nameof(Store),
    };

    public int Participants { get; set; } = 1000;

    public string Protocol { get; set; } = Json;

    public double Ramp { get; set; }

    public double CuesPerMinute { get; set; } = 300;

    public double Minutes { get; set; } = 0.5;

    public double WarmUp { get; set; } = 3;

    public double Silence { get; set; } = 5;

    public double Rejoin { get; set; }

    public int Slow { get; set; }

    public string Background { get; set; } = None;

    public int Strangers { get; set; }

    public int Addresses { get; set; }

    public int Seed { get; set; } = Environment.TickCount;

    public string Server { get; set; } = "";

    public string Session { get; set; } = "";

    public int Pid { get; set; }

    public string Data { get; set; } = "";

    public string Instructor { get; set; } = "";

    public int Accounts { get; set; } = 50;

    public string Settings { get; set; } = "";

    public int Runs { get; set; } = 1;

    public string JsonFile { get; set; } = "";

    public string Check { get; set; } = "";

    public string Store { get; set; } = "";

    /// <summary>Somebody else leads the class.</summary>
    public bool IsFollowing => Session.Length > 0;

    /// <summary>For how long cues are counted.</summary>
    public TimeSpan Measured => TimeSpan.FromMinutes(Minutes);

    /// <summary>How long everything runs before it is counted.</summary>
    public TimeSpan WarmedUp => TimeSpan.FromSeconds(WarmUp);

    /// <summary>For how long nothing is sent once everybody is in.</summary>
    public TimeSpan Silent => TimeSpan.FromSeconds(Silence);

    /// <summary>What is wrong, a sentence each.</summary>
    public IEnumerable<string> FindErrors()
    {
        (string Name, double Value, double Min, double Max)[] bounds =
        [
            ("--participants", Participants, 1, 50_000),
            ("--ramp", Ramp, 0, 3600),
            ("--cues-per-minute", CuesPerMinute, 1, 3000),
            ("--minutes", Minutes, 0.01, 60),
            ("--warm-up", WarmUp, 0, 60),
            ("--silence", Silence, 0, 600),
            ("--rejoin", Rejoin, 0, 1),
            ("--slow", Slow, 0, Participants - 1),
            ("--strangers", Strangers, 0, 500),
            ("--addresses", Addresses, 0, 250),
            ("--accounts", Accounts, 1, 200),
            ("--runs", Runs, 1, 9),
        ];
        var errors = bounds
            .Where(b => b.Value < b.Min || b.Value > b.Max)
            .Select(b => FormattableString.Invariant($"{b.Name} is {b.Value}, but must be from {b.Min} to {b.Max}."));
        if (Protocol is not (Json or MessagePack or Mixed))
            errors = errors.Append($"--protocol is '{Protocol}', but must be {Json}, {MessagePack} or {Mixed}.");
        if (Background is not (None or Class))
            errors = errors.Append($"--background is '{Background}', but must be {None} or {Class}.");
        if (Check.Length > 0 && !File.Exists(Check))
            errors = errors.Append($"--check is {Check}, but there is no such file.");
        if (ReadMaxFiles() is { } most && Participants + OwnFiles > most)
            errors = errors.Append(
                $"A process may have {most} files open here, and each participant is one, on both sides: raise the "
                    + "hard limit ('ulimit -Hn') before the run."
            );
        return errors.Concat(FindServerErrors());
    }

    /// <summary>The limit of files that a process can raise its own to; .NET does so by itself.</summary>
    private static int? ReadMaxFiles()
    {
        // "Max open files            1024                 524288               files"
        const string path = "/proc/self/limits";
        var line = File.Exists(path)
            ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            : null;
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [.., var hard, _] && int.TryParse(hard, CultureInfo.InvariantCulture, out var most)
            ? most
            : null;
    }

    private IEnumerable<string> FindServerErrors()
    {
        if (Server.Length == 0)
        {
            if (Data.Length > 0 || Instructor.Length > 0 || Session.Length > 0 || Pid > 0)
                yield return "--data, --instructor, --session and --pid are about a server that runs already: name it "
                    + "with --server.";
            yield break;
        }

        if (!Uri.TryCreate(Server, UriKind.Absolute, out var address) || address.Scheme != "http")
            yield return $"--server is '{Server}', but must be the http:// address of a node: TLS is not spoken here.";
        if (Data.Length == 0 && Instructor.Length == 0 && Session.Length == 0)
            yield return "--server needs --data, its data folder, or --instructor, who leads the class, or --session, "
                + "a class that somebody else leads.";
        if (Instructor.Length > 0 && (Data.Length > 0 || Session.Length > 0))
            yield return "--instructor goes neither with --data, where one is made, nor with --session, which has one.";
        if (Session.Length > 0 && !Guid.TryParse(Session, out _))
            yield return $"--session is '{Session}', but must be the id of a class session.";
        if (Instructor.Length > 0 && CrowdServer.Password is null)
            yield return $"--instructor needs that member's password in the variable {CrowdServer.PasswordVariable}.";
        if (Settings.Length > 0)
            yield return "--settings are those of a server that is started for the run: they do not go with --server.";
    }
}
