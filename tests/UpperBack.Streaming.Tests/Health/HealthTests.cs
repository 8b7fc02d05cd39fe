using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using UpperBack.Contracts.Events;
using UpperBack.Contracts.Ids;
using UpperBack.Testing;

namespace UpperBack.Streaming.Tests.Health;

/// <summary>What is known of how the video went, and whom it failed.</summary>
public sealed class HealthTests(StreamingStage stage) : IClassFixture<StreamingStage>
{
    private static readonly TimeSpan UntilVerdict = TimeSpan.FromSeconds(100);

    private UpperBackServer Server => stage.Server;

    private StreamingDatabase Database => Server.Services.GetRequiredService<StreamingDatabase>();

    [Fact]
    public async Task WhoeverWatchedAClassWhoseEncoderWasAwayForMinutesIsProtectedAndNobodyElse()
    {
        var (staged, startedAt) = await StartClassAsync();
        var asha = (await staged.LetInAsync()).Member;
        var key = (await staged.MakeKeyAsync()).Key;
        var (header, fragments) = Clips.Split(Clips.Plain(6));
        await using (var first = HttpEncoder.Start(Server.Address, key))
        {
            await first.SendAsync(header, fragments[0], fragments[1]);
            await staged.UntilAsync("live");
            await first.DropAsync();
        }

        await staged.UntilAsync("interrupted");
        Server.Clock.Advance(TimeSpan.FromSeconds(200));
        await staged.PostAsync(key, Clips.Plain(6));
        await staged.UntilAsync("ended");
        Server.Clock.Advance(TimeSpan.FromMinutes(20));
        await EndClassAsync(staged, startedAt);
        var late = (await staged.LetInAsync(await Server.SignInAsync("Late"))).Member;
        Server.Clock.Advance(UntilVerdict);

        var told = Assert.Single(await DecidedAsync(staged));
        Assert.Equal(asha.Id, told.MemberId);
        Assert.InRange(told.LostSeconds, 195, 205);
        Assert.Equal(startedAt, told.ClassStartedAt);
        Assert.NotEqual(asha.Id, late.Id);
        var ledger = await Eventually.Is(
            () => asha.GetAsync("/api/community/streak/ledger"),
            ledger => ledger.GetProperty("total").GetInt32() == 1
        );
        Assert.Equal(
            "The video failed for 3 minutes, so this class can't break your streak.",
            ledger.GetProperty("entries")[0].GetProperty("note").GetString()
        );
        Assert.Equal(1, (await HealthAsync(staged)).GetProperty("protectedViewers").GetInt32());
    }

    [Fact]
    public async Task WhosePictureStoodStillForLongIsProtectedAndTheOthersAreNot()
    {
        var (staged, startedAt) = await StartClassAsync();
        var (asha, bela) = (
            (await staged.LetInAsync()).Member,
            (await staged.LetInAsync(await Server.SignInAsync("Bela"))).Member
        );
        await staged.StreamAsync(Clips.Plain(6));
        Server.Clock.Advance(TimeSpan.FromMinutes(10));
        var nowMs = NowMs();
        await ReportAsync(
            staged,
            asha,
            HttpStatusCode.NoContent,
            (nowMs - 300_000, 60_000),
            (nowMs - 280_000, 120_000)
        );
        await ReportAsync(staged, asha, HttpStatusCode.NoContent, (nowMs - 300_000, 60_000));
        await ReportAsync(staged, bela, HttpStatusCode.NoContent, (nowMs - 290_000, 30_000));
        var before = await HealthAsync(staged);
        await EndClassAsync(staged, startedAt);
        Server.Clock.Advance(UntilVerdict);

        var told = Assert.Single(await DecidedAsync(staged));
        Assert.Equal((asha.Id, 140), (told.MemberId, told.LostSeconds));
        Assert.Equal(
            (2, JsonValueKind.Null),
            (before.GetProperty("viewers").GetInt32(), before.GetProperty("protectedViewers").ValueKind)
        );
        var stall = Assert.Single(before.GetProperty("stalls").EnumerateArray());
        Assert.Equal(
            (nowMs - 300_000, nowMs - 160_000, 2),
            (
                stall.GetProperty("fromMs").GetInt64(),
                stall.GetProperty("toMs").GetInt64(),
                stall.GetProperty("viewers").GetInt32()
            )
        );
    }

    [Fact]
    public async Task AClassOfNoSeriesAndAClassWithoutVideoProtectNobody()
    {
        var (single, singleStartedAt) = await StartClassAsync();
        var (unseen, unseenStartedAt) = await StartClassAsync();
        await single.StreamAsync(Clips.Plain(6));
        foreach (var staged in new[] { single, unseen })
        {
            var viewer = (await staged.LetInAsync()).Member;
            Server.Clock.Advance(TimeSpan.FromMinutes(10));
            await ReportAsync(staged, viewer, HttpStatusCode.NoContent, (NowMs() - 400_000, 390_000));
        }

        await EndClassAsync(single, singleStartedAt, seriesId: null);
        await EndClassAsync(unseen, unseenStartedAt);
        Server.Clock.Advance(UntilVerdict);

        Assert.Empty(await DecidedAsync(unseen));
        Assert.Equal(
            0,
            await Database.QueryFirstOrDefaultAsync<int>(
                "select count(*) from verdicts where session_id = @Session",
                new { single.Session },
                default
            )
        );
    }

    [Fact]
    public async Task OnlyWhatCanBeTrueIsKept()
    {
        var staged = await stage.PlanAsync();
        var viewer = (await staged.LetInAsync()).Member;
        await ReportAsync(staged, viewer, HttpStatusCode.NoContent, (NowMs() - 10_000, 5000));
        Assert.Empty((await HealthAsync(staged)).GetProperty("stalls").EnumerateArray());

        await Server.PublishAsync(new ClassStarted(staged.Session, Server.Clock.GetUtcNow()));
        await UntilStartedAsync(staged);
        var startedMs = NowMs();
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReportAsync(staged, viewer, HttpStatusCode.NoContent, (startedMs - 60_000, 3_600_000));
        var stall = Assert.Single((await HealthAsync(staged)).GetProperty("stalls").EnumerateArray());
        Assert.InRange(stall.GetProperty("fromMs").GetInt64(), startedMs - 5000, startedMs);
        Assert.InRange(stall.GetProperty("toMs").GetInt64(), startedMs + 60_000, NowMs());
    }

    [Fact]
    public async Task WhoDoesNotWatchTellsNothingAndNonsenseIsRefused()
    {
        var (staged, _) = await StartClassAsync();
        var (viewer, stranger) = ((await staged.LetInAsync()).Member, await Server.SignInAsync("Stranger"));
        Assert.Equal(
            "access.forbidden",
            await (await ReportAsync(staged, stranger, HttpStatusCode.Forbidden, (NowMs(), 1000))).CodeAsync()
        );

        await ReportAsync(staged, viewer, HttpStatusCode.BadRequest, (NowMs(), -1));
        await ReportAsync(staged, viewer, HttpStatusCode.BadRequest, (NowMs(), 3_600_001));
        await ReportAsync(staged, viewer, HttpStatusCode.BadRequest, (long.MaxValue, 1));
        await ReportAsync(staged, viewer, HttpStatusCode.BadRequest, [.. Enumerable.Repeat((NowMs(), 1L), 101)]);
        await ReportAsync(
            staged,
            viewer,
            HttpStatusCode.RequestEntityTooLarge,
            [.. Enumerable.Repeat((NowMs(), 1L), 2000)]
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await viewer.Http.PostAsJsonAsync(
                    $"/api/streaming/sessions/{Guid.NewGuid()}/health",
                    new { stalls = Array.Empty<object>() }
                )
            ).StatusCode
        );
        Assert.Equal("room.not-leader", await (await viewer.Http.GetAsync(staged.Api("/health"))).CodeAsync());
    }

    [Fact]
    public async Task ManyShortStallsStayFewRows()
    {
        var (staged, _) = await StartClassAsync();
        var viewer = (await staged.LetInAsync()).Member;
        Server.Clock.Advance(TimeSpan.FromMinutes(20));
        var fromMs = NowMs() - 1_000_000;
        for (var report = 0; report < 5; report++)
            await ReportAsync(
                staged,
                viewer,
                HttpStatusCode.NoContent,
                [.. Enumerable.Range(report * 100, 100).Select(i => (fromMs + (i * 1000), 300L + i))]
            );

        var stalls = (await HealthAsync(staged)).GetProperty("stalls").EnumerateArray().ToArray();
        Assert.Equal(200, stalls.Length);
        Assert.Equal(fromMs + 300_000, stalls[0].GetProperty("fromMs").GetInt64());
    }

    [Fact]
    public async Task ALargeClassIsJudgedToTheLastViewerAndEachIsToldOfOnce()
    {
        var (staged, startedAt) = await StartClassAsync();
        await staged.StreamAsync(Clips.Plain(6));
        var viewers = Enumerable.Range(0, 1201).Select(_ => MemberId.New()).ToArray();
        await using (var work = await Database.BeginAsync(default))
        {
            foreach (var member in viewers)
                await work.ExecuteAsync(
                    "insert into viewers (session_id, member_id, first_at, last_at) values (@Session, @member, @Now, @Now)",
                    new
                    {
                        staged.Session,
                        member,
                        work.Now,
                    },
                    default
                );
            await work.ExecuteAsync(
                "insert into stream_gaps (session_id, from_ms, to_ms, reason) values (@Session, @fromMs, @toMs, 'encoder-lost')",
                new
                {
                    staged.Session,
                    fromMs = NowMs(),
                    toMs = NowMs() + 200_000,
                },
                default
            );
            await work.CommitAsync(default);
        }

        Server.Clock.Advance(TimeSpan.FromMinutes(20));
        await EndClassAsync(staged, startedAt);
        Server.Clock.Advance(UntilVerdict);

        var told = await DecidedAsync(staged);
        Assert.Equal(viewers.Select(member => member.Value).Order(), told.Select(one => one.MemberId.Value).Order());
        Assert.Equal(1201, (await HealthAsync(staged)).GetProperty("protectedViewers").GetInt32());
    }

    private long NowMs() => Server.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<(StagedClass Staged, DateTimeOffset StartedAt)> StartClassAsync()
    {
        var staged = await stage.PlanAsync();
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(NowMs());
        await Server.PublishAsync(new ClassStarted(staged.Session, startedAt));
        await UntilStartedAsync(staged);
        return (staged, startedAt);
    }

    private Task UntilStartedAsync(StagedClass staged) =>
        Eventually.Is(
            () =>
                Database.QueryFirstOrDefaultAsync<int>(
                    "select count(*) from classes where session_id = @Session",
                    new { staged.Session },
                    default
                ),
            count => count == 1
        );

    private Task EndClassAsync(StagedClass staged, DateTimeOffset startedAt) =>
        EndClassAsync(staged, startedAt, SeriesId.New());

    private async Task EndClassAsync(StagedClass staged, DateTimeOffset startedAt, SeriesId? seriesId)
    {
        await Server.PublishAsync(new ClassEnded(staged.Session, seriesId, startedAt, Server.Clock.GetUtcNow()));
        await Eventually.Is(
            () =>
                Database.QueryFirstOrDefaultAsync<int>(
                    """
                    select (select count(*) from classes where session_id = @Session and ended_at is not null)
                         + (select count(*) from verdicts where session_id = @Session)
                    """,
                    new { staged.Session },
                    default
                ),
            count => count == (seriesId is null ? 1 : 2)
        );
    }

    /// <summary>Waits until the class is judged, and tells of whom the others were told.</summary>
    private async Task<IReadOnlyList<ViewerOutageDetected>> DecidedAsync(StagedClass staged)
    {
        await Eventually.Is(
            () =>
                Database.QueryFirstOrDefaultAsync<int>(
                    "select count(*) from verdicts where session_id = @Session and decided_at is not null",
                    new { staged.Session },
                    default
                ),
            count => count == 1
        );
        var told = await Database.QueryAsync<string>(
            "select body from outbox where type = @type and body like @session",
            new { type = nameof(ViewerOutageDetected), session = $"%{staged.Session}%" },
            default
        );
        return
        [
            .. told.Select(body => JsonDocument.Parse(body).RootElement)
                .Select(body => new ViewerOutageDetected(
                    staged.Session,
                    MemberId.From(body.GetProperty("memberId").GetGuid()),
                    body.GetProperty("classStartedAt").GetDateTimeOffset(),
                    body.GetProperty("lostSeconds").GetInt32(),
                    body.GetProperty("occurredAt").GetDateTimeOffset()
                )),
        ];
    }

    private static Task<JsonElement> HealthAsync(StagedClass staged) =>
        staged.Instructor.GetAsync(staged.Api("/health"));

    private static async Task<HttpResponseMessage> ReportAsync(
        StagedClass staged,
        TestMember viewer,
        HttpStatusCode expected,
        params (long AtMs, long DurationMs)[] stalls
    )
    {
        var response = await viewer.Http.PostAsJsonAsync(
            staged.Api("/health"),
            new
            {
                stalls = stalls.Select(stall => new { atMs = stall.AtMs, durationMs = stall.DurationMs }),
                latencyMs = 1800,
            }
        );
        Assert.Equal(expected, response.StatusCode);
        return response;
    }
}
