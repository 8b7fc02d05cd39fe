namespace UpperBack.Crowd.Watching;

/// <summary>A server for the run, as a process of its own, so that what it costs can be told from what the viewers
/// cost.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private const int LoopSeconds = 20;

    private static readonly TimeSpan ToFirstPicture = TimeSpan.FromSeconds(20);

    private readonly string folder;
    private readonly HostProcess host;
    private readonly TestMember instructor;
    private PacedEncoder? encoder;

    private OwnServer(string folder, HostProcess host, NginxCache? cache, TestMember instructor, SessionId session)
    {
        this.folder = folder;
        this.host = host;
        Cache = cache;
        this.instructor = instructor;
        Session = session;
    }

    /// <summary>Where it is.</summary>
    public Uri Address => host.Address;

    /// <summary>The class that is streamed.</summary>
    public SessionId Session { get; }

    /// <summary>What stands in front of it.</summary>
    public NginxCache? Cache { get; }

    /// <summary>Processor time that the server has used so far.</summary>
    public TimeSpan ProcessorTime => host.ProcessorTime;

    /// <param name="isCached">Put nginx in front of it.</param>
    public static async Task<OwnServer> StartAsync(bool isCached)
    {
        var folder = Directory.CreateTempSubdirectory("upperback-watch-").FullName;
        var host = await HostProcess.StartAsync(Path.Combine(folder, "data"));
        var instructor = await Person.SignUpAsync(host.Client(), "Instructor");
        await UpperBackServer.RunVerbAsync(
            "grant-role",
            instructor.Email,
            Roles.Instructor,
            "--data",
            Path.Combine(folder, "data")
        );
        instructor = await Person.SignInAsync(instructor, instructor.Http);
        var session = await Person.PlanClassAsync(instructor);
        var cache = isCached
            ? await NginxCache.StartAsync(
                host.Address,
                Directory.CreateDirectory(Path.Combine(folder, "nginx")).FullName
            )
            : null;
        return new OwnServer(folder, host, cache, instructor, session);
    }

    /// <summary>Streams a picture for some seconds, or until it is disposed when not told for how long, and comes back
    /// when it can be seen.</summary>
    public async Task StreamAsync(int? seconds = null)
    {
        var clip = Path.Combine(folder, "picture.mp4");
        await PacedEncoder.MakeAsync(clip, seconds ?? LoopSeconds);
        var stream = await IsKnownAsync(Session);
        var key = (await Person.ReadAsync(await instructor.Http.PostAsync($"{stream}/keys", null)))
            .GetProperty("key")
            .GetString()!;
        encoder = PacedEncoder.Start(host.Client(), key, clip, isEndless: seconds is null);
        await Eventually.Is(
            () => instructor.GetAsync(stream),
            seen => seen.GetProperty("status").GetString() == "live",
            ToFirstPicture
        );
    }

    /// <summary>Plans a class that nobody streams.</summary>
    public async Task<SessionId> PlanAnotherAsync()
    {
        var session = await Person.PlanClassAsync(instructor);
        await IsKnownAsync(session);
        return session;
    }

    /// <summary>Takes somebody out of the class, as its instructor does.</summary>
    public async Task RemoveAsync(TestMember member)
    {
        await using var lead = await LiveClient.ConnectAsync(host.Address, instructor);
        await lead.JoinAsync(Session);
        await lead.RemoveAsync(Session, member.Id);
    }

    /// <summary>Fails when the stream ended before it should.</summary>
    public Task EnsureStreamingAsync() => encoder?.EnsureStreamingAsync() ?? Task.CompletedTask;

    /// <summary>Waits until the service knows of a session, and tells where it is.</summary>
    private async Task<string> IsKnownAsync(SessionId session)
    {
        var stream = $"/api/streaming/sessions/{session}";
        await Eventually.Is(
            async () => (int)(await instructor.Http.GetAsync(stream)).StatusCode,
            status => status == 200
        );
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        if (encoder is not null)
            await encoder.DisposeAsync();
        if (Cache is not null)
            await Cache.DisposeAsync();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
