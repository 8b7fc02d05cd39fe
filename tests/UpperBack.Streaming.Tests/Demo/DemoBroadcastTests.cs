using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using UpperBack.Accounts;
using UpperBack.Host.Demo;
using UpperBack.Streaming.Ingest;
using UpperBack.Streaming.Streams;

namespace UpperBack.Streaming.Tests.Demo;

/// <summary>The demo's video, through the real ingest.</summary>
public sealed class DemoBroadcastTests(StreamingFixture fixture) : IClassFixture<StreamingFixture>
{
    private readonly CancellationTokenSource over = new();
    private readonly CancellationTokenSource stopped = new();
    private bool isLeading = true;

    private UpperBackServer Server => fixture.Server;

    [Fact]
    public void TheClipRepeatsWithoutASeam()
    {
        var clip = DemoClip.Load();
        using var whole = new MemoryStream();
        whole.Write(clip.Header.Span);
        for (var number = 0; number < clip.Count * 3; number++)
            whole.Write(clip.Write(number % clip.Count, number / clip.Count));

        var media = whole.ToArray();
        Assert.True(media.Length / 3 < 1_000_000);
        Assert.Equal("", Ffmpeg.Complaints(media));
        AssertEven(Ffmpeg.Packets(media, "v"), 3 * 24 * 25, 0.04);
        AssertEven(Ffmpeg.Packets(media, "a"), 3 * 1125, 1024 / 48000d);
        Assert.Equal(36, Ffmpeg.Packets(media, "v").Count(packet => packet.IsKey));
        Assert.All(Enumerable.Range(0, clip.Count - 1), i =>
            Assert.InRange((clip.EndOf(i + 1) - clip.EndOf(i)).TotalSeconds, 0.2, 0.5)
        );
        Assert.Equal(DemoClip.Length, clip.EndOf(clip.Count - 1));
    }

    [Fact]
    public async Task ItIsLiveInRealTimeComesBackWhenItIsLostAndEndsWithTheClass()
    {
        var (planned, instructor) = await PlanAsync();
        var running = BroadcastAsync(planned, instructor);
        await planned.UntilAsync("live");
        var begun = System.Diagnostics.Stopwatch.StartNew();
        var viewer = await planned.LetInAsync();
        await Eventually.Is(
            () => viewer.ReadAsync("source/index.m3u8"),
            playlist => playlist.Split('\n').Count(line => line.StartsWith("#EXTINF", StringComparison.Ordinal)) == 2
        );
        Assert.InRange(begun.Elapsed.TotalSeconds, 2.5, 8);

        await LoseAsync(planned);
        await planned.UntilAsync("interrupted");
        await planned.UntilAsync("live");
        await Eventually.Is(
            () => viewer.ReadAsync("source/index.m3u8"),
            playlist => playlist.Contains("init-2.mp4", StringComparison.Ordinal)
        );
        await over.CancelAsync();
        await running;

        await planned.UntilAsync("ended");
        var replay = (await viewer.ReadAsync("source/replay.m3u8")).Split('\n');
        Assert.Equal(
            ["#EXT-X-MAP:URI=\"init-1.mp4\"", "#EXT-X-MAP:URI=\"init-2.mp4\""],
            replay.Where(line => line.StartsWith("#EXT-X-MAP", StringComparison.Ordinal))
        );
        Assert.Equal(
            1,
            await Server
                .Services.GetRequiredService<StreamingDatabase>()
                .QueryFirstOrDefaultAsync<int>(
                    "select count(*) from stream_keys where session_id = @Session",
                    new { planned.Session },
                    default
                )
        );
    }

    [Fact]
    public async Task ItGivesWayToWhoeverStreamsThemselvesAndComesBackWhenTheyHaveLeft()
    {
        var (planned, instructor) = await PlanAsync();
        var running = BroadcastAsync(planned, instructor);
        await planned.UntilAsync("live");

        isLeading = false;
        var gateway = Server.Services.GetRequiredService<IIngestGateway>();
        var opened = await gateway.OpenAsync(planned.Session, instructor.Member.Id, "browser", default);
        await using (var ingest = opened.Value!)
        {
            var (format, samples) = Clips.Read(Clips.Plain(6));
            ingest.Start(format);
            foreach (var sample in samples)
                ingest.Push(sample);

            await Eventually.Is(async () => await SourceAsync(planned), source => source == "browser");
            await LookAgainAsync();
            Assert.Equal("browser", await SourceAsync(planned));
            Assert.Null(ingest.EndReason);
        }

        isLeading = true;
        await Eventually.Is(async () => await SourceAsync(planned), source => source == "http");
        await over.CancelAsync();
        await running;
    }

    [Fact]
    public async Task WhatSomebodyStoppedStaysStoppedUntilTheyHaveLeft()
    {
        var (planned, instructor) = await PlanAsync();
        var running = BroadcastAsync(planned, instructor);
        await planned.UntilAsync("live");

        isLeading = false;
        Assert.Equal(
            HttpStatusCode.OK,
            (await planned.Instructor.Http.PostAsync(planned.Api("/stop"), null)).StatusCode
        );
        await LookAgainAsync();
        Assert.Equal("ended", await planned.StatusAsync());

        isLeading = true;
        await planned.UntilAsync("live");
        await over.CancelAsync();
        await running;
    }

    [Fact]
    public async Task ADemoThatStopsLeavesAStreamThatGoesOnWithTheNext()
    {
        var (planned, instructor) = await PlanAsync();
        var running = BroadcastAsync(planned, instructor);
        await planned.UntilAsync("live");
        await stopped.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);

        await planned.UntilAsync("interrupted");
    }

    private Task BroadcastAsync(PlannedClass planned, DemoPerson instructor) =>
        new DemoBroadcast(
            instructor,
            planned.Session,
            DemoClip.Load(),
            () => isLeading,
            Server.Clock,
            NullLogger<DemoDirector>.Instance
        ).RunAsync(over.Token, stopped.Token);

    /// <summary>A little more than its poll interval.</summary>
    private static Task LookAgainAsync() => Task.Delay(TimeSpan.FromSeconds(4));

    private static async Task<string?> SourceAsync(PlannedClass planned) =>
        (await planned.ReadAsync()).GetProperty("source").GetString();

    private async Task<(PlannedClass Planned, DemoPerson Instructor)> PlanAsync()
    {
        // The demo is off here, so its own people are nobody: somebody of the same password stands in for its
        // instructor.
        var (http, email) = (Server.Anonymous(), $"{Guid.NewGuid():n}@example.test");
        (
            await http.PostAsJsonAsync(
                "/api/accounts/sign-up",
                new
                {
                    email,
                    password = DemoCast.Password,
                    displayName = "Meera",
                    timeZone = "Asia/Kolkata",
                }
            )
        ).EnsureSuccessStatusCode();
        Assert.True(await AccountsModule.GrantRoleAsync(Server.Services, email, Roles.Instructor, default));
        var tokens = await Person.ReadAsync(
            await http.PostAsJsonAsync("/api/accounts/sign-in", new { email, password = DemoCast.Password })
        );
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("accessToken").GetString());
        var id = new MemberId(
            (await Person.ReadAsync(await http.GetAsync("/api/accounts/me"))).GetProperty("memberId").GetGuid()
        );
        var instructor = new DemoPerson(DemoCast.Instructor with { Id = id, Email = email }, Server.Address);
        await instructor.SignInAsync(default);
        var session = SessionId.New();
        var meera = new TestMember(id, "Meera", "", http);
        await Server.PublishAsync(StreamingFixture.Plan(Server, session, meera));
        return (new PlannedClass(Server, session, meera), instructor);
    }

    /// <summary>As when a network breaks.</summary>
    private async Task LoseAsync(PlannedClass planned)
    {
        var keyId = await Server
            .Services.GetRequiredService<StreamingDatabase>()
            .QueryFirstOrDefaultAsync<string>(
                "select key_id from stream_keys where session_id = @Session",
                new { planned.Session },
                default
            );
        Server
            .Services.GetRequiredService<StreamRegistry>()
            .FindLoaded(planned.Session)!
            .EndEncoderSessionOf(keyId!, new IngestTermination(ErrorCodes.Unavailable, "Lost."));
    }

    private static void AssertEven(IReadOnlyList<(double Seconds, bool IsKey)> packets, int count, double seconds)
    {
        Assert.Equal(count, packets.Count);
        Assert.All(packets.Select((packet, i) => packet.Seconds - (i * seconds)), drift =>
            Assert.InRange(drift, -0.001, 0.001)
        );
    }
}
