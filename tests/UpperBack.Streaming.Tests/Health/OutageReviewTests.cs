namespace UpperBack.Streaming.Tests.Health;

/// <summary>Whom the video failed, which is reviewed after the class.</summary>
[Collection(HealthCollection.Name)]
public sealed class OutageReviewTests(StreamingFixture fixture) : HealthTest(fixture)
{
    private static readonly TimeSpan UntilReviewed = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task WhoeverWatchedAClassWhoseEncoderWasAwayForMinutesIsProtectedAndNobodyElse()
    {
        var (planned, startedAt) = await StartClassAsync();
        var asha = (await planned.LetInAsync()).Member;
        var key = (await planned.MakeKeyAsync()).Key;
        var (header, fragments) = Clips.Split(Clips.Plain(6));
        await using (var first = HttpEncoder.Start(Server.Address, key))
        {
            await first.SendAsync(header, fragments[0], fragments[1]);
            await planned.UntilAsync("live");
            await first.DropAsync();
        }

        await planned.UntilAsync("interrupted");
        Server.Clock.Advance(TimeSpan.FromSeconds(200));
        await planned.PostAsync(key, Clips.Plain(6));
        await planned.UntilAsync("ended");
        Server.Clock.Advance(TimeSpan.FromMinutes(20));
        await EndClassAsync(planned, startedAt);
        var late = (await planned.LetInAsync(await Server.SignInAsync("Late"))).Member;
        Server.Clock.Advance(UntilReviewed);

        var published = Assert.Single(await DecidedAsync(planned));
        Assert.Equal(asha.Id, published.MemberId);
        Assert.InRange(published.LostSeconds, 195, 205);
        Assert.Equal(startedAt, published.ClassStartedAt);
        Assert.NotEqual(asha.Id, late.Id);
        var ledger = await Eventually.Is(
            () => asha.GetAsync("/api/community/streak/ledger"),
            ledger => ledger.GetProperty("total").GetInt32() == 1
        );
        Assert.Equal(
            "The video failed for 3 minutes, so this class can't break your streak.",
            ledger.GetProperty("entries")[0].GetProperty("note").GetString()
        );
        Assert.Equal(1, (await HealthAsync(planned)).GetProperty("protectedViewers").GetInt32());
    }

    [Fact]
    public async Task WhoseVideoStoodStillForLongIsProtectedAndTheOthersAreNot()
    {
        var (planned, startedAt) = await StartClassAsync();
        var (asha, bela) = (
            (await planned.LetInAsync()).Member,
            (await planned.LetInAsync(await Server.SignInAsync("Bela"))).Member
        );
        await planned.StreamAsync(Clips.Plain(6));
        Server.Clock.Advance(TimeSpan.FromMinutes(10));
        var nowMs = NowMs();
        await ReportAsync(
            planned,
            asha,
            HttpStatusCode.NoContent,
            (nowMs - 300_000, 60_000),
            (nowMs - 280_000, 120_000)
        );
        await ReportAsync(planned, asha, HttpStatusCode.NoContent, (nowMs - 300_000, 60_000));
        await ReportAsync(planned, bela, HttpStatusCode.NoContent, (nowMs - 290_000, 30_000));
        var before = await HealthAsync(planned);
        await EndClassAsync(planned, startedAt);
        Server.Clock.Advance(UntilReviewed);

        var published = Assert.Single(await DecidedAsync(planned));
        Assert.Equal((asha.Id, 140), (published.MemberId, published.LostSeconds));
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
        foreach (var planned in new[] { single, unseen })
        {
            var viewer = (await planned.LetInAsync()).Member;
            Server.Clock.Advance(TimeSpan.FromMinutes(10));
            await ReportAsync(planned, viewer, HttpStatusCode.NoContent, (NowMs() - 400_000, 390_000));
        }

        await EndClassAsync(single, singleStartedAt, seriesId: null);
        await EndClassAsync(unseen, unseenStartedAt);
        Server.Clock.Advance(UntilReviewed);

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
    public async Task ALargeClassIsReviewedToTheLastViewerAndEachIsPublishedOnce()
    {
        var (planned, startedAt) = await StartClassAsync();
        await planned.StreamAsync(Clips.Plain(6));
        var viewers = Enumerable.Range(0, 1201).Select(_ => MemberId.New()).ToArray();
        await using (var work = await Database.BeginAsync(default))
        {
            foreach (var member in viewers)
                await work.ExecuteAsync(
                    """
                    insert into viewers (session_id, member_id, first_at, last_at)
                    values (@Session, @member, @Now, @Now)
                    """,
                    new
                    {
                        planned.Session,
                        member,
                        work.Now,
                    },
                    default
                );
            await work.ExecuteAsync(
                """
                insert into stream_gaps (session_id, from_ms, to_ms, reason)
                values (@Session, @fromMs, @toMs, 'encoder-lost')
                """,
                new
                {
                    planned.Session,
                    fromMs = NowMs(),
                    toMs = NowMs() + 200_000,
                },
                default
            );
            await work.CommitAsync(default);
        }

        Server.Clock.Advance(TimeSpan.FromMinutes(20));
        await EndClassAsync(planned, startedAt);
        Server.Clock.Advance(UntilReviewed);

        var published = await DecidedAsync(planned);
        Assert.Equal(
            viewers.Select(member => member.Value).Order(),
            published.Select(one => one.MemberId.Value).Order()
        );
        Assert.Equal(1201, (await HealthAsync(planned)).GetProperty("protectedViewers").GetInt32());
    }

    private Task EndClassAsync(PlannedClass planned, DateTimeOffset startedAt) =>
        EndClassAsync(planned, startedAt, SeriesId.New());

    private async Task EndClassAsync(PlannedClass planned, DateTimeOffset startedAt, SeriesId? seriesId)
    {
        await Server.PublishAsync(new ClassEnded(planned.Session, seriesId, startedAt, Server.Clock.GetUtcNow()));
        await Eventually.Is(
            () =>
                Database.QueryFirstOrDefaultAsync<int>(
                    """
                    select (select count(*) from classes where session_id = @Session and ended_at is not null)
                         + (select count(*) from verdicts where session_id = @Session)
                    """,
                    new { planned.Session },
                    default
                ),
            count => count == (seriesId is null ? 1 : 2)
        );
    }

    /// <summary>Waits until the class is reviewed, and returns the outages that were published.</summary>
    private async Task<IReadOnlyList<ViewerOutageDetected>> DecidedAsync(PlannedClass planned)
    {
        await Eventually.Is(
            () =>
                Database.QueryFirstOrDefaultAsync<int>(
                    "select count(*) from verdicts where session_id = @Session and decided_at is not null",
                    new { planned.Session },
                    default
                ),
            count => count == 1
        );
        var published = await Database.QueryAsync<string>(
            "select body from outbox where type = @type and body like @session",
            new { type = "AttendanceProtected", session = $"%{planned.Session}%" },
            default
        );
        return
        [
            .. published
                .Select(body => JsonDocument.Parse(body).RootElement)
                .Select(body => new ViewerOutageDetected(
                    planned.Session,
                    MemberId.From(body.GetProperty("memberId").GetGuid()),
                    body.GetProperty("classStartedAt").GetDateTimeOffset(),
                    body.GetProperty("lostSeconds").GetInt32(),
                    body.GetProperty("occurredAt").GetDateTimeOffset()
                )),
        ];
    }
}
