namespace UpperBack.Crowd;

/// <summary>What crowd to send. The server is started for the run, on loopback, with its data in a temporary
/// folder.</summary>
internal sealed class CrowdPlan
{
    /// <summary>Short names on the command line.</summary>
    public static readonly Dictionary<string, string> Switches = new()
    {
        ["--participants"] = nameof(Participants),
        ["--accounts"] = nameof(Accounts),
        ["--cues-per-second"] = nameof(CuesPerSecond),
        ["--seconds"] = nameof(Seconds),
        ["--drops"] = nameof(Drops),
        ["--strangers"] = nameof(Strangers),
        ["--seed"] = nameof(Seed),
    };

    /// <summary>Connections, 1 to 5000.</summary>
    public int Participants { get; set; } = 100;

    /// <summary>Accounts that share the connections, 1 to 200; more people than that need more passwords hashed, which
    /// is not what is measured.</summary>
    public int Accounts { get; set; } = 20;

    /// <summary>Cues a second, 1 to 50.</summary>
    public int CuesPerSecond { get; set; } = 5;

    /// <summary>Seconds of sending, 1 to 300.</summary>
    public int Seconds { get; set; } = 15;

    /// <summary>How often each connection is dropped and comes back at a random moment, 0 to 20.</summary>
    public int Drops { get; set; } = 1;

    /// <summary>After the class was sent cues for its seconds, the same again while so many strangers try wrong
    /// passwords, 0 to 500.</summary>
    public int Strangers { get; set; }

    /// <summary>Seed of the random moments.</summary>
    public int Seed { get; set; } = Environment.TickCount;

    /// <summary>What is wrong, a sentence each.</summary>
    public IEnumerable<string> FindErrors()
    {
        (string Name, int Value, int Most, int Least)[] bounds =
        [
            ("--participants", Participants, 5000, 1),
            ("--accounts", Accounts, 200, 1),
            ("--cues-per-second", CuesPerSecond, 50, 1),
            ("--seconds", Seconds, 300, 1),
            ("--drops", Drops, 20, 0),
            ("--strangers", Strangers, 500, 0),
        ];
        return bounds
            .Where(b => b.Value < b.Least || b.Value > b.Most)
            .Select(b => $"{b.Name} is {b.Value}, but must be from {b.Least} to {b.Most}.");
    }
}
