using System.Diagnostics;

namespace UpperBack.Crowd;

/// <summary>Where the crowd goes: a class that is planned, who leads it, and who may come.</summary>
internal sealed class CrowdServer : IAsyncDisposable
{
    /// <summary>Where the password of an instructor is, so that it is on no command line.</summary>
    public const string PasswordVariable = "UPPERBACK_CROWD_PASSWORD";

    // One machine sends the whole crowd, and one instructor may send fifty cues a second.
    private static readonly string[] ForACrowd =
    [
        "--Live:ConnectionsPerMember",
        "0",
        "--Live:ConnectionsPerAddress",
        "0",
        "--Live:JoinsPerMinute",
        "100000",
        "--Live:CallsPerSecond",
        "1000",
    ];

    private readonly List<IAsyncDisposable> own = [];
    private readonly Func<HttpClient> anybody;

    private CrowdServer(Uri address, Func<HttpClient> anybody) => (Address, this.anybody) = (address, anybody);

    /// <summary>That password; null when it is not given.</summary>
    public static string? Password => Environment.GetEnvironmentVariable(PasswordVariable);

    public Uri Address { get; }

    /// <summary>Its process; null when it is not known, or elsewhere.</summary>
    public Process? Process { get; private init; }

    public SessionId Session { get; private set; }

    /// <summary>Who leads the class; one more who follows it when somebody else leads.</summary>
    public TestMember Leader { get; private set; } = null!;

    /// <summary>Who comes; the crowd shares them when there are fewer.</summary>
    public IReadOnlyList<TestMember> Members { get; private set; } = [];

    /// <summary>Finds the server, or starts one, and plans a class that begins now.</summary>
    public static async Task<CrowdServer> StartAsync(CrowdPlan plan)
    {
        var server = plan.Server.Length > 0 ? Find(plan) : await StartOwnAsync(plan);
        try
        {
            if (plan.Server.Length > 0 && plan.Data.Length == 0)
                await server.SignUpAsync(plan);
            else
                server.MakeMembers(plan.Data.Length > 0 ? plan.Data : server.DataFolder, plan);
            server.Session = plan.IsFollowing
                ? SessionId.From(Guid.Parse(plan.Session))
                : await Person.PlanClassAsync(server.Leader);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>An HTTP client that is nobody.</summary>
    public HttpClient Anybody() => anybody();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        own.Reverse();
        foreach (var one in own)
            await one.DisposeAsync();
        if (DataFolder.Length > 0)
            Directory.Delete(DataFolder, recursive: true);
    }

    private string DataFolder { get; init; } = "";

    private static CrowdServer Find(CrowdPlan plan)
    {
        var address = new Uri(plan.Server);
        return new CrowdServer(address, () => Machine.Client(address))
        {
            Process = plan.Pid > 0 ? Process.GetProcessById(plan.Pid) : null,
        };
    }

    private static async Task<CrowdServer> StartOwnAsync(CrowdPlan plan)
    {
        var folder = Directory.CreateTempSubdirectory("upperback-crowd-").FullName;
        string[] settings =
        [
            .. ForACrowd,
            .. plan.Settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => $"--{one}"),
        ];
        var host = await HostProcess.StartAsync(folder, settings);
        var server = new CrowdServer(host.Address, host.Client)
        {
            DataFolder = folder,
            Process = Process.GetProcessById(host.ProcessId),
        };
        server.own.Add(host);
        return server;
    }

    /// <summary>Members without accounts: hashing a password for each would take longer than the run.</summary>
    private void MakeMembers(string folder, CrowdPlan plan)
    {
        var tokens = new TokenFactory("--data", folder, "--Logging:LogLevel:Default", "None");
        own.Add(tokens);
        Leader = plan.IsFollowing
            ? tokens.Member(Address, "Participant 0")
            : tokens.Member(Address, "Instructor", Roles.Instructor);
        Members = [.. Enumerable.Range(1, plan.Participants).Select(i => tokens.Member(Address, $"Participant {i}"))];
    }

    private async Task SignUpAsync(CrowdPlan plan)
    {
        var members = new List<TestMember>();
        for (var i = 1; i <= Math.Min(plan.Accounts, plan.Participants); i++)
            members.Add(await Person.SignUpAsync(Anybody(), $"Participant {i}"));
        Members = members;
        var instructor = new TestMember(default, "Instructor", "", Anybody()) { Email = plan.Instructor };
        Leader = plan.IsFollowing ? members[0] : await Person.SignInAsync(instructor, instructor.Http, Password!);
    }
}
