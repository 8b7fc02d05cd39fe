namespace UpperBack.Crowd.Watching;

/// <summary>How many are to watch what, and through what.</summary>
internal sealed class WatchPlan
{
    /// <summary>The word for a server of our own, or for a proxy of our own.</summary>
    public const string Own = "own",
        Nginx = "nginx";

    /// <summary>Short names on the command line.</summary>
    public static readonly Dictionary<string, string> Switches = new()
    {
        ["--watch"] = nameof(Watch),
        ["--watch-through"] = nameof(Through),
        ["--session"] = nameof(Session),
        ["--viewers"] = nameof(Viewers),
        ["--seconds"] = nameof(Seconds),
        ["--seed"] = nameof(Seed),
    };

    /// <summary>What to watch: <c>own</c> for a server that is started for the run on loopback and streamed into by
    /// ffmpeg, or the address of a server where a class is being streamed. There, accounts are made for the
    /// viewers.</summary>
    public string Watch { get; set; } = "";

    /// <summary>Fetch media through a caching proxy at this address; <c>nginx</c> starts one with
    /// deploy/nginx-media.conf.</summary>
    public string Through { get; set; } = "";

    /// <summary>The session to watch, when the server is not our own.</summary>
    public string Session { get; set; } = "";

    /// <summary>Viewers, 0 to 2000; 0 tells what the stream alone costs.</summary>
    public int Viewers { get; set; } = 200;

    /// <summary>Seconds of counting, 1 to 300.</summary>
    public int Seconds { get; set; } = 30;

    /// <summary>Seed of the moments at which viewers come.</summary>
    public int Seed { get; set; } = Environment.TickCount;

    public bool IsOwn => Watch == Own;

    /// <summary>What is wrong, a sentence each.</summary>
    public IEnumerable<string> FindErrors()
    {
        if (!IsOwn && !IsAddress(Watch))
            yield return $"--watch is '{Watch}', but must be {Own}, or the address of a server.";
        if (Through.Length > 0 && Through != Nginx && !IsAddress(Through))
            yield return $"--watch-through is '{Through}', but must be {Nginx}, or the address of a proxy.";
        if (Through.Length > 0 && Through != Nginx && IsOwn)
            yield return $"--watch-through must be {Nginx} where --watch is {Own}: no other proxy knows that server.";
        if (!IsOwn && !Guid.TryParse(Session, out _))
            yield return "--session must be the id of the session that is streamed at the server to watch.";
        if (IsOwn && Tools.Find("ffmpeg") is null)
            yield return "ffmpeg is not installed, which streams into a server of our own.";
        if (Through == Nginx && Tools.Find("nginx") is null)
            yield return "nginx is not installed (Debian's package is nginx-light).";
        if (Through == Nginx && !IsOwn)
            yield return $"--watch-through {Nginx} needs --watch {Own}.";
        if (Viewers is < 0 or > 2000)
            yield return $"--viewers is {Viewers}, but must be from 0 to 2000.";
        if (Seconds is < 1 or > 300)
            yield return $"--seconds is {Seconds}, but must be from 1 to 300.";
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
