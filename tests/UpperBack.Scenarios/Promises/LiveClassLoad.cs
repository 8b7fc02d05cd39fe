using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using UpperBack.Contracts.Live;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>A class that is on: its instructor, who leads from wherever a node answers, and its followers.</summary>
internal sealed class LiveClassLoad : IAsyncDisposable
{
    private readonly ClusterFixture fixture;
    private readonly TestMember instructor;

    private const int MinCues = 51;

    // Longer than a node takes to be gone and back.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly Random random;
    private readonly List<CueAck> sent = [];
    private LiveClient? lead;

    private LiveClassLoad(ClusterFixture fixture, TestMember instructor, SessionId session, Random random)
    {
        (this.fixture, this.instructor, Session, this.random) = (fixture, instructor, session, random);
    }

    public SessionId Session { get; }

    public IReadOnlyList<Follower> Followers { get; private set; } = [];

    /// <summary>Cues that were acknowledged.</summary>
    public IReadOnlyList<CueAck> Sent => sent;

    public static async Task<LiveClassLoad> BeginAsync(ClusterFixture fixture, int followers, Random random)
    {
        var instructor = fixture.Instructor();
        var load = new LiveClassLoad(fixture, instructor, await fixture.PlanAsync(instructor), random);
        await load.InsistAsync(lead => lead.StartClassAsync(load.Session));
        load.Followers =
        [
            .. fixture
                .Members(followers)
                .Select(member => new Follower(member, load.Session, fixture.Endpoints, random.Next())),
        ];
        await Eventually.Is(() => load.Followers.All(follower => follower.Seen.Count > 0), TimeSpan.FromSeconds(60));
        return load;
    }

    /// <summary>Sends cues at a steady pace, each until it is acknowledged, until told to stop and so many were sent
    /// that it proves something.</summary>
    public async Task SendAsync(int cuesASecond, CancellationToken until)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / cuesASecond));
        for (var i = 0; !until.IsCancellationRequested || sent.Count < MinCues; i++)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            var id = string.Create(CultureInfo.InvariantCulture, $"cue-{i}");
            sent.Add(await InsistAsync(lead => lead.SendTextAsync(Session, id, id)));
        }
    }

    /// <summary>Asks for the class over HTTP, again and again, and claims seats in it, until told to stop and so often
    /// that it proves something.</summary>
    /// <returns>Every answer's status.</returns>
    public async Task<IReadOnlyCollection<HttpStatusCode>> AskAsync(
        Uri address,
        int minAnswers,
        CancellationToken until
    )
    {
        var answers = new ConcurrentBag<HttpStatusCode>();
        await Task.WhenAll(
            fixture
                .Members(6)
                .Select(async member =>
                {
                    var asking = fixture.At(address, member);
                    for (var i = 0; !until.IsCancellationRequested || answers.Count < minAnswers; i++)
                    {
                        using var answer =
                            i % 3 == 0
                                ? await asking.ClaimAsync(Session, Guid.NewGuid().ToString())
                                : await asking.Http.GetAsync(
                                    $"/api/scheduling/sessions/{Session}",
                                    CancellationToken.None
                                );
                        answers.Add(answer.StatusCode);
                        await Task.Delay(50, CancellationToken.None);
                    }
                })
        );
        return answers;
    }

    /// <summary>Fails unless every follower has seen every acknowledged cue once, in order, and without having to begin
    /// anew.</summary>
    public async Task AssertWholeAsync(TimeSpan within, ITestOutputHelper output)
    {
        var head = sent.Max(ack => ack.Offset);
        var waited = Stopwatch.StartNew();
        await Eventually.Is(
            () => Followers.All(follower => follower.Seen.LastOrDefault()?.Offset == head),
            TimeSpan.FromSeconds(30)
        );
        output.WriteLine(
            $"{sent.Count} cues, {Followers.Count} followers, {Followers.Sum(follower => follower.Joins)} joins, "
                + $"caught up in {waited.ElapsedMilliseconds} ms"
        );
        Assert.True(
            waited.Elapsed < Machine.Allow(within + TimeSpan.FromSeconds(Scale.Of(0, 5))),
            $"It took {waited.Elapsed} to catch up."
        );

        Assert.All(Followers, follower =>
        {
            Assert.Equal(
                Enumerable.Range(1, (int)head).Select(offset => (long)offset),
                follower.Seen.Select(cue => cue.Offset)
            );
            Assert.Equal(0, follower.Resyncs);
        });
        Assert.True(sent.Count >= MinCues, $"Only {sent.Count} cues; that proves nothing.");
    }

    /// <summary>Does something as the instructor until it is acknowledged; a node that dies or goes is left for
    /// another.</summary>
    public async Task<T> InsistAsync<T>(Func<LiveClient, Task<T>> act)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await act(await LeadAsync()).WaitAsync(Machine.Allow(AnswerTimeout));
            }
            catch (Exception ex) when (IsLost(ex))
            {
                if (waited.Elapsed > Machine.Allow(Timeout))
                    throw new TimeoutException(
                        $"The instructor was not heard for {waited.Elapsed.TotalSeconds:0} s: {ex.Message}",
                        ex
                    );
                await LeaveAsync();
                await Task.Delay(100);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Followers.Select(follower => follower.DisposeAsync().AsTask()));
        await LeaveAsync();
    }

    private async Task<LiveClient> LeadAsync()
    {
        if (lead is null)
        {
            lead = await LiveClient.ConnectAsync(fixture.Endpoints[random.Next(fixture.Endpoints.Count)], instructor);
            await lead.JoinAsync(Session);
        }

        return lead;
    }

    private async Task LeaveAsync()
    {
        var left = lead;
        lead = null;
        if (left is not null)
            await left.DisposeAsync();
    }

    private static bool IsLost(Exception ex) =>
        ex
            is HubException
                or IOException
                or HttpRequestException
                or InvalidOperationException
                or OperationCanceledException
                or TimeoutException
                or WebSocketException;
}
