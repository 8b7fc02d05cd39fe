using UpperBack.Contracts.Live;
using Xunit.Abstractions;

namespace UpperBack.Scenarios.Promises;

/// <summary>Coached seats on two replicas: never more than there are, in the order of the claims, and once however
/// often one asks.</summary>
[Collection(Production.Name)]
public sealed class Seats(ProductionServersFixture servers, ITestOutputHelper output)
{
    private const int CoachedSeats = 20;

    [Fact]
    public async Task FiveHundredWhoClaimAtOnceGetTwentySeatsAndFourHundredEightyPlacesInLine()
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor, CoachedSeats);
        var members = fixture.Members(500);

        var answers = await Task.WhenAll(
            members.Select(async member => (member.Id, Claim: await Person.ReadAsync(await member.ClaimAsync(session))))
        );

        var (booked, waiting) = await instructor.ReadSeatsAsync(session);
        Assert.Equal(CoachedSeats, booked.Length);
        Assert.Equal(
            answers.Where(answer => StatusOf(answer.Claim) == "booked").Select(answer => answer.Id).ToHashSet(),
            [.. booked]
        );
        var told = answers
            .Where(answer => StatusOf(answer.Claim) == "waitlisted")
            .OrderBy(answer => answer.Claim.GetProperty("position").GetInt32())
            .ToArray();
        Assert.Equal(Enumerable.Range(1, 480), told.Select(answer => answer.Claim.GetProperty("position").GetInt32()));
        Assert.Equal(told.Select(answer => answer.Id), waiting);
    }

    [Fact]
    public async Task AHundredCancellationsPromoteWhoWaitsLongestOnceEach()
    {
        var random = Seed.Take(output);
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var session = await fixture.PlanAsync(instructor, CoachedSeats);
        var members = fixture.Members(160);
        foreach (var member in members)
            (await member.ClaimAsync(session)).EnsureSuccessStatusCode();

        // Somebody in line is taken out of the class: never eligible again, whatever becomes free.
        var outcast = members[CoachedSeats + 3];
        await RemoveAsync(fixture, session, instructor, outcast);

        var leaving = members.Where(member => member != outcast).OrderBy(_ => random.Next()).Take(100).ToHashSet();
        await Parallel.ForEachAsync(leaving, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (member, _) =>
            Assert.Equal(
                HttpStatusCode.NoContent,
                (
                    await fixture
                        .At(fixture.Endpoints[random.Next(fixture.Endpoints.Count)], member)
                        .GiveUpAsync(session)
                ).StatusCode
            )
        );

        var staying = members
            .Where(member => !leaving.Contains(member) && member != outcast)
            .Select(member => member.Id)
            .ToArray();
        var (booked, waiting) = await instructor.ReadSeatsAsync(session);
        Assert.Equal(staying[..CoachedSeats], booked);
        Assert.Equal(staying[CoachedSeats..], waiting.Where(id => id != outcast.Id));
        var promotions = await ReadPromotionsAsync(fixture, session);
        Assert.All(promotions.Values, times => Assert.Equal(1, times));
        Assert.True(
            promotions.Count > CoachedSeats,
            $"Only {promotions.Count} were ever told of a seat; that proves nothing."
        );
    }

    [Fact]
    public async Task OneKeyTwentyTimesAtOnceIsOneBookingAndAnotherRequestWithItIsRefused()
    {
        await using var fixture = await ClusterFixture.ProductionAsync(servers);
        var instructor = fixture.Instructor();
        var (session, another) = (await fixture.PlanAsync(instructor), await fixture.PlanAsync(instructor));
        var member = fixture.Members(1)[0];
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => fixture.At(fixture.Endpoints[i % 2], member).ClaimAsync(session, key))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(
            await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))
                .ContinueWith(all => all.Result.Distinct())
        );
        Assert.Equal([member.Id], (await instructor.ReadSeatsAsync(session)).Booked);
        Assert.Single(await ReadPromotionsAsync(fixture, session));

        var refused = await member.ClaimAsync(another, key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Empty((await instructor.ReadSeatsAsync(another)).Booked);
    }

    private static string? StatusOf(JsonElement claim) => claim.GetProperty("status").GetString();

    private static async Task RemoveAsync(
        ClusterFixture fixture,
        SessionId session,
        TestMember instructor,
        TestMember outcast
    )
    {
        await using var lead = await LiveClient.ConnectAsync(fixture.Endpoints[0], instructor);
        await lead.JoinAsync(session);
        await lead.RemoveAsync(session, outcast.Id);
        await Eventually.Is(
            () =>
                fixture.Cluster.QueryAsync(
                    $"select count(*) from scheduling.removals where member_id = '{outcast.Id}' and is_removed"
                ),
            count => count == "1"
        );
    }

    /// <summary>How often each member was told of a seat.</summary>
    private static async Task<Dictionary<string, int>> ReadPromotionsAsync(ClusterFixture fixture, SessionId session)
    {
        var bodies = await fixture.Cluster.QueryAsync(
            $"""
            select coalesce(json_agg(body::json), '[]') from scheduling.outbox
            where type = 'CoachedSeatChanged' and body like '%{session}%'
            """
        );
        return JsonDocument
            .Parse(bodies)
            .RootElement.EnumerateArray()
            .Where(change => change.GetProperty("status").GetString() == "booked")
            .GroupBy(change => change.GetProperty("memberId").GetString()!)
            .ToDictionary(group => group.Key, group => group.Count());
    }
}
