namespace UpperBack.Crowd.Watching;

/// <summary>People who may watch: each with an account, made through the public API, and each viewer with a token of
/// their own.</summary>
internal sealed class Audience
{
    private const int MaxAccounts = 200;
    private const int AtOnce = 4;
    private const int ToComeSeconds = 2;

    private static readonly TimeSpan ToSettle = TimeSpan.FromSeconds(6);

    private Audience(IReadOnlyList<TestMember> accounts) => Accounts = accounts;

    /// <summary>Whom the viewers are.</summary>
    public IReadOnlyList<TestMember> Accounts { get; }

    /// <summary>Signs people up. Above 200 viewers share accounts: more people need more passwords hashed, which is not
    /// what is measured.</summary>
    public static async Task<Audience> SignUpAsync(Uri server, int viewers)
    {
        var accounts = new TestMember[Math.Min(viewers, MaxAccounts)];
        await Parallel.ForAsync(
            0,
            accounts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) =>
                accounts[i] = await Person.SignUpAsync(new HttpClient { BaseAddress = server }, $"Viewer {i + 1}")
        );
        return new Audience(accounts);
    }

    /// <summary>Watches for some seconds, once everybody has come and settled.</summary>
    /// <param name="media">Where media is fetched from.</param>
    /// <param name="session">What is watched.</param>
    /// <param name="viewers">How many watch.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="seed">Of the moments at which they come.</param>
    /// <param name="own">The server, when it is our own.</param>
    public async Task<WatchReport> WatchAsync(
        Uri media,
        SessionId session,
        int viewers,
        int seconds,
        int seed,
        OwnServer? own
    )
    {
        var tally = new Tally();
        var tokens = await LetInAsync(session, viewers);
        await Task.Delay(ToSettle);
        var idle = await ProcessorShare.DuringAsync(own, TimeSpan.FromSeconds(3));

        using var over = new CancellationTokenSource();
        var random = new Random(seed);
        var clients = tokens.Select(token => new MediaClient(media, token, tally)).ToList();
        var watching = clients
            .Select(client =>
                new Viewer(client, $"/media/{session}", tally).RunAsync(
                    TimeSpan.FromSeconds(random.NextDouble() * ToComeSeconds),
                    over.Token
                )
            )
            .ToList();
        await Task.Delay(ToSettle);

        var from = Moment.NowMs();
        tally.IsCounting = true;
        var share = await ProcessorShare.DuringAsync(own, TimeSpan.FromSeconds(seconds));
        var to = Moment.NowMs();
        await over.CancelAsync();
        await Task.WhenAll(watching);
        tally.IsCounting = false;
        clients.ForEach(client => client.Dispose());
        await (own?.EnsureStreamingAsync() ?? Task.CompletedTask);
        return new WatchReport(viewers, (to - from) / 1000, seed, tally, share, idle, own?.Cache?.Count(from, to));
    }

    /// <summary>Tokens with which to watch a session.</summary>
    public async Task<IReadOnlyList<string>> LetInAsync(SessionId session, int viewers)
    {
        var tokens = new List<string>();
        for (var i = 0; i < viewers; i++)
        {
            var access = await Person.ReadAsync(
                await Accounts[i % Accounts.Count].Http.PostAsync($"/api/streaming/sessions/{session}/access", null)
            );
            tokens.Add(access.GetProperty("token").GetString()!);
        }

        return tokens;
    }
}

/// <summary>How much of a core the server takes.</summary>
internal static class ProcessorShare
{
    /// <summary>Waits, and tells the share meanwhile: 1 is one whole core; null when the server is not our
    /// own.</summary>
    public static async Task<double?> DuringAsync(OwnServer? own, TimeSpan time)
    {
        var (usedBefore, from) = (own?.ProcessorTime, Moment.NowMs());
        await Task.Delay(time);
        return (own?.ProcessorTime - usedBefore)?.TotalMilliseconds / (Moment.NowMs() - from);
    }
}
